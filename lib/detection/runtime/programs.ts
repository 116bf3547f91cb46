/** Programs that an inference engine runs, by what for. */
interface ProgramGroup {
  readonly reason: string;
  readonly names: readonly string[];
}

const versions = (name: string, list: readonly number[]): string[] => [name, ...list.map((one) => `${name}-${one}`)];

const GCC = [9, 10, 11, 12, 13, 14, 15];
const PYTHON = [9, 10, 11, 12, 13, 14];

/**
 * Which programs vLLM and SGLang start, on NVIDIA GPUs: the processes of the server itself, and compilers, since kernels are
 * compiled when they are first needed. Shells are not among them, unless `ninja` or `nvcc` starts one.
 *
 * Source: calls of `subprocess` in the wheels of vllm 0.33.0, sglang 0.5.23, triton 3.9.0 and flashinfer 0.7.2. Compilers
 * start further programs of theirs. The list was not compared with an image.
 */
const GROUPS: readonly ProgramGroup[] = [
  {
    reason: 'processes of the server: workers, engine core, compile workers, inspection of models',
    names: ['python', 'python3', ...PYTHON.map((minor) => `python3.${minor}`)],
  },
  {
    reason: 'which GPUs, cores and libraries there are',
    names: ['nvidia-smi', 'lscpu', 'numactl', 'ldconfig', 'uname'],
  },
  { reason: 'where the CUDA compiler is', names: ['which'] },
  {
    reason: 'Triton, Inductor and FlashInfer compile host code',
    names: [
      ...['cc', 'c++', 'clang', 'clang++', 'cc1', 'cc1plus', 'collect2', 'lto-wrapper', 'as', 'ninja'],
      ...[...versions('gcc', GCC), ...versions('g++', GCC)].flatMap((name) => [name, `x86_64-linux-gnu-${name}`]),
      ...['as', 'ld', 'ld.bfd', 'ld.gold'].map((name) => `x86_64-linux-gnu-${name}`),
    ],
  },
  { reason: 'linkers', names: ['ld', 'ld.bfd', 'ld.gold', 'ld.lld', 'nvlink'] },
  {
    reason: 'Triton and FlashInfer compile kernels',
    names: ['ptxas', 'ptxas-blackwell', 'nvcc', 'cicc', 'cudafe++', 'fatbinary', 'cuobjdump', 'nvdisasm', 'tileiras'],
  },
];

export function engineProgramNames(): string[] {
  return GROUPS.flatMap(({ names }) => names);
}

/** Programs that write a file and make it executable: a shared object has the same bit as a program. */
export const LINKERS: readonly string[] = [
  ...GROUPS.find(({ reason }) => reason === 'linkers')!.names,
  'x86_64-linux-gnu-ld',
  'x86_64-linux-gnu-ld.bfd',
  'x86_64-linux-gnu-ld.gold',
];

export const SHELLS: readonly string[] = ['sh', 'bash', 'dash', 'ash', 'zsh', 'ksh', 'csh', 'tcsh', 'fish', 'busybox'];

/** Build tools that hand each command to a shell. */
export const SHELL_STARTERS: readonly string[] = ['ninja', 'nvcc'];

/** Programs that mine. Source: falcosecurity/rules, sandbox rules, and the names of the programs of large pools. */
export const MINERS: readonly string[] = [
  ...['xmrig', 'xmr-stak', 'minerd', 'cpuminer', 'ccminer', 'ethminer', 'nbminer', 't-rex', 'lolMiner', 'gminer'],
  ...['teamredminer', 'phoenixminer', 'nanominer', 'bzminer', 'rigel', 'srbminer', 'kawpowminer'],
];

/** Ports of mining pools that no common service has. Source: falcosecurity/rules, macro for ports of pools. */
export const MINER_PORTS: readonly number[] = [
  ...[3333, 3334, 3335, 3336, 3357, 4444, 5555, 5556, 5588, 5730, 6666, 7777, 7778, 9332, 9999],
  ...[14433, 14444, 45560, 45700],
];

/** Credentials of the node, on ECS. Rule sets for other clouds know 169.254.169.254 only. */
export const METADATA_ADDRESS = '100.100.100.200';
