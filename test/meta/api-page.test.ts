import * as fs from 'node:fs';
import * as path from 'node:path';
import type { ApiReferenceSchema } from 'jsii-docgen';
import { apiPage } from '../../projenrc/docs/api-page';

const ROOT = path.join(__dirname, '../..');

test('the reference of the main module is small enough to be read on a page', () => {
  expect(fs.statSync(path.join(ROOT, 'API.md')).size).toBeLessThan(250_000);
});

test('every exported submodule has a page that API.md links to', () => {
  const index = fs.readFileSync(path.join(ROOT, 'lib/index.ts'), 'utf8');
  const submodules = [...index.matchAll(/export \* as (\w+)/g)].map(([, name]) => name);
  expect(submodules.length).toBeGreaterThan(0);
  const page = fs.readFileSync(path.join(ROOT, 'API.md'), 'utf8');
  for (const name of submodules) {
    expect(page).toContain(`[${name}](./API.${name}.md)`);
    expect(fs.existsSync(path.join(ROOT, `API.${name}.md`))).toBe(true);
  }
});

test('a member shows its signature, parameters, default and deprecation', () => {
  const reference = {
    ...{ constructs: [], structs: [], interfaces: [], enums: [] },
    classes: [
      {
        ...{ fqn: 'p.Gpu', displayName: 'Gpu', id: 'p.Gpu', interfaces: [], constants: [], instanceMethods: [] },
        docs: { summary: 'A GPU.' },
        staticMethods: [
          {
            ...{ fqn: 'p.Gpu.of', displayName: 'of', id: 'p.Gpu.of' },
            parameters: [
              {
                fqn: 'c',
                displayName: 'count',
                id: 'c',
                type: { formattingPattern: 'number' },
                docs: { summary: 'how many.' },
              },
            ],
            docs: { summary: 'Some GPUs.', deprecated: true, deprecationReason: 'use all' },
            usage: "import { Gpu } from 'p'\n\nGpu.of(count: number)",
          },
        ],
        properties: [
          {
            ...{ fqn: 'p.Gpu.kinds', displayName: 'kinds', id: 'p.Gpu.kinds', optional: true, default: 'A | B' },
            type: { formattingPattern: '%[]', types: [{ formattingPattern: 'string' }] },
            docs: { summary: 'Kinds.' },
            usage: '',
          },
        ],
      },
    ],
  } as unknown as ApiReferenceSchema;
  const page = apiPage('API', reference, {});
  expect(page).toContain('```ts\nGpu.of(count: number)\n```');
  expect(page).toContain('**Deprecated:** use all');
  expect(page).toContain('- `count`: how many.');
  expect(page).toContain('| `kinds?` | string[] | Kinds. Default: A \\| B |');
  expect(page).not.toContain('## Enums');
});
