import { cdk } from 'projen';

/** What is generated and when: third-party bundles before everything else, types checked before the tests. */
export function addGeneration(project: cdk.JsiiProject): void {
  const generate = project.addTask('generate', {
    description:
      'Writes what is generated and git-ignored: vendor bundles, bindings of the alicloud provider, the command, code of the guides',
    exec: 'tsx projenrc/generate/main.ts',
  });
  const typecheck = project.addTask('typecheck', {
    description: 'Checks the types of library, tests, examples and tasks',
    exec: 'tsc --noEmit -p tsconfig.dev.json',
  });
  project.addTask('rules-page', {
    description: 'Writes docs/RULES.md from the rules and their samples, and docs/COVERAGE.md',
    steps: [{ exec: 'tsx projenrc/generate/rules-page.ts' }, { exec: 'tsx projenrc/generate/coverage-page.ts' }],
  });
  project.tasks.tryFind('docgen')?.reset('tsx projenrc/generate/api-pages.ts');
  project.preCompileTask.spawn(generate);
  project.compileTask.exec('tsx projenrc/generate/strip-source-maps.ts');
  project.compileTask.exec('tsx projenrc/generate/replaced-requires.ts');
  project.compileTask.exec('tsx projenrc/generate/lazy-indexes.ts');
  project.compileTask.exec('tsx projenrc/generate/bundle-rules.ts');
  project.compileTask.exec('tsx projenrc/generate/merge-modules.ts');
  project.compileTask.exec('tsx projenrc/generate/shrink.ts');
  // Lint takes as long as a third of the tests; CI asks for it by itself.
  project.testTask.removeStep(project.testTask.steps.findIndex(({ spawn }) => spawn === 'eslint'));
  project.testTask.prependSpawn(typecheck);
  project.testTask.prependSpawn(generate);

  project.addBins({ 'ack-secure-inference': 'bin/ack-secure-inference.js' });
  // bundled into bin/
  const bundled = [
    'adopt',
    'cli',
    'drift',
    'model-guard',
    'objects',
    'pipeline',
    'policies',
    'preflight',
    'registry',
    'scaffold',
    'scan',
  ];
  for (const room of bundled) {
    project.eslint?.allowDevDeps(`lib/${room}/**`);
  }

  // Examples import the package by its name, as a user does.
  project.tsconfigDev.file.addOverride('compilerOptions.paths', { 'ack-secure-inference': ['./lib/index.ts'] });
  for (const generated of ['build', 'dist', 'out', 'vendor', 'bin', '.bench', '.judges', 'coverage']) {
    project.tsconfigDev.addExclude(generated);
  }
}
