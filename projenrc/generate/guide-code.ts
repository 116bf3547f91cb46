/**
 * Writes the TypeScript of the pages to files, so that it is compiled with everything else and run by test/docs: names that a
 * page does not explain are imported, and what stands around its code is made by test/docs/around.ts.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as cdk8s from 'cdk8s';
import * as cdktf from 'cdktf';
import { allCodeBlocks, CodeBlock } from '../docs/code-blocks';

const GENERATED = 'test/guides';

/** What stands around the code of a page, by name: a property of `Around`, or of `CloudAround` on pages of the cloud. */
const AROUND = ['publicKey', 'app', 'chart', 'stack', 'service', 'serving'];
const CLOUD_AROUND = ['app', 'stack', 'network', 'cluster', 'registry', 'platform'];
const CLOUD_PAGES = ['docs/ALICLOUD.md'];

rmSync(GENERATED, { recursive: true, force: true });
mkdirSync(GENERATED, { recursive: true });
for (const block of allCodeBlocks()) {
  const code = block.language === 'ts' ? block.code : block.notes['printed by'];
  if (code !== undefined) {
    writeFileSync(join(GENERATED, fileOf(block)), programOf(block.page, code));
  }
}

/** The name says which block it is: test/docs finds the program of a block by it. */
function fileOf({ page, index }: CodeBlock): string {
  return `${page.replace(/\.md$/, '').replaceAll('/', '-')}-${index}.generated.ts`;
}

function programOf(page: string, code: string): string {
  return [...imports(code), ...around(page, code), code, uses(code)].join('\n');
}

/** Imports of the classes that the code uses and does not import itself. */
function imports(code: string): string[] {
  const imported = [...code.matchAll(/import (.*?) from/gs)].map(([, names]) => names).join();
  const text = withoutTexts(code);
  const used = new Set(
    [...text.matchAll(/(?<![.\w])(?:[A-Z]\w*|alicloud|guardrails)(?=[.(<])/g)].map(([name]) => name),
  );
  return [...used]
    .filter((name) => !new RegExp(`\\b${name}\\b`).test(imported) && !(name in globalThis))
    .map((name) => `import { ${name} } from '${packageOf(name)}';`);
}

/** Code without strings and comments. */
function withoutTexts(code: string): string {
  return code.replaceAll(/'[^'\n]*'|\/\/.*$/gm, '');
}

function packageOf(name: string): string {
  return name in cdk8s ? 'cdk8s' : name in cdktf ? 'cdktf' : 'ack-secure-inference';
}

/** What the code uses and does not define. */
function around(page: string, code: string): string[] {
  const [type, names] = CLOUD_PAGES.includes(page) ? ['CloudAround', CLOUD_AROUND] : ['Around', AROUND];
  const text = withoutTexts(code);
  const used = names.filter(
    (name) => new RegExp(`\\b${name}\\b(?!:)`).test(text) && !new RegExp(`(const|let) ${name}\\b`).test(code),
  );
  return [
    `import { ${type} } from '../docs/around';`,
    `export const around = new ${type}(${code.includes('new alicloud.AlicloudProvider(') ? 'false' : ''});`,
    ...used.map((name) => `const ${name} = around.${name};`),
  ];
}

/** Exports what the code defines, since a page may stop before it is used. */
function uses(code: string): string {
  const names = [...code.matchAll(/^const (\w+)/gm), ...code.matchAll(/^const \{ (\w+) \}/gm)].map(([, name]) => name);
  return `export { ${names.join(', ')} };\n`;
}
