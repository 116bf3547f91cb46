/** Memory of cards whose name does not say it, in GiB. Source: data sheets of NVIDIA. */
const CARDS: Readonly<Record<string, number>> = {
  'NVIDIA-A10': 24,
  'NVIDIA-L20': 48,
  'NVIDIA-H20': 96,
  'Tesla-T4': 16,
};

/** Memory of a card in GiB, from its name: `Tesla-V100-SXM2-16GB` says it. */
export function memoryOfCard(card: string | undefined): number | undefined {
  const said = /-(\d+)GB$/.exec(card ?? '')?.[1];
  return said === undefined ? CARDS[card ?? ''] : Number(said);
}

/** Memory of a MIG partition in GiB: `1g.10gb`. */
export function memoryOfPartition(profile: string): number | undefined {
  const said = /\.(\d+)gb/.exec(profile)?.[1];
  return said === undefined ? undefined : Number(said);
}
