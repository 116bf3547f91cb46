/**
 * Writes all that `generate` writes. In one process: to start one takes longer than most of the work. In this order: rules
 * are translated by the vendored engine, and the command contains what they became.
 */
async function main(): Promise<void> {
  await import('./vendor.js');
  await import('./rules-data.js');
  const { writeBindings } = await import('./bindings.js');
  await writeBindings();
  await import('./command.js');
  const { written } = await import('./settings-schema.js');
  await written;
  // when everything is bundled, since it lists what was
  await import('./third-party.js');
  await import('./guide-code.js');
}

void main();
