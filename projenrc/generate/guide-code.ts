/**
 * Writes the code of the guides to files, so that it is compiled with everything else: names that a guide does not explain
 * are imported, and what stands around its code is declared.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as cdk8s from 'cdk8s';
import * as cdktf from 'cdktf';

const GENERATED = 'test/guides';

/** What stands around the code of a guide, by name. */
const AROUND: Record<string, string> = {
  publicKey: 'string',
  app: "import('cdk8s').App",
  chart: "import('cdk8s').Chart",
  stack: "import('cdktf').TerraformStack",
  service: "import('ack-secure-inference').SecureGpuInferenceService",
  serving: "Pick<import('ack-secure-inference').SecureGpuInferenceServiceProps, 'engine' | 'model' | 'gpu'>",
};

/** Guides in which a name stands for something else. */
const AROUND_IN: Record<string, Record<string, string>> = {
  ALICLOUD: {
    app: "import('cdktf').App",
    network: "import('ack-secure-inference').alicloud.NetworkPerimeter",
    cluster: "import('ack-secure-inference').alicloud.AckCluster",
    registry: "import('ack-secure-inference').alicloud.SecureRegistry",
    platform: "import('ack-secure-inference').alicloud.SecureInferencePlatform",
  },
};

rmSync(GENERATED, { recursive: true, force: true });
mkdirSync(GENERATED, { recursive: true });
for (const page of ['README.md', ...readdirSync('docs').map((file) => join('docs', file))]) {
  if (page.endsWith('.md')) {
    const name = basename(page, '.md');
    const blocks = [...readFileSync(page, 'utf8').matchAll(/^```ts\n(.*?)^```/gms)];
    blocks.forEach(([, code], index) => {
      const text = [...imports(code), ...declarations(code, { ...AROUND, ...AROUND_IN[name] }), code, uses(code)];
      writeFileSync(join(GENERATED, `${name}-${index + 1}.generated.ts`), text.join('\n'));
    });
  }
}

/** Imports of the classes that the code uses and does not import itself. */
function imports(code: string): string[] {
  const imported = [...code.matchAll(/import (.*?) from/gs)].map(([, names]) => names).join();
  const text = code.replaceAll(/'[^'\n]*'|\/\/.*$/gm, '');
  const used = new Set(
    [...text.matchAll(/(?<![.\w])(?:[A-Z]\w*|alicloud|guardrails)(?=[.(<])/g)].map(([name]) => name),
  );
  return [...used]
    .filter((name) => !new RegExp(`\\b${name}\\b`).test(imported) && !(name in globalThis))
    .map((name) => `import { ${name} } from '${packageOf(name)}';`);
}

function packageOf(name: string): string {
  return name in cdk8s ? 'cdk8s' : name in cdktf ? 'cdktf' : 'ack-secure-inference';
}

/** Declarations of what the code uses and does not define. */
function declarations(code: string, around: Record<string, string>): string[] {
  return Object.entries(around)
    .filter(([name]) => new RegExp(`\\b${name}\\b`).test(code) && !new RegExp(`(const|let) ${name}\\b`).test(code))
    .map(([name, type]) => `declare const ${name}: ${type};`);
}

/** Exports what the code defines, since a guide may stop before it is used. */
function uses(code: string): string {
  return `export { ${[...code.matchAll(/^const (\w+)/gm)].map(([, name]) => name).join(', ')} };\n`;
}
