/** jsii-diff judges the API: what an earlier version had is still there, and takes and gives what it did. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Api, ApiType, BASELINE, compiledApi, deprecated, recordApi, recordedApi, ROOT } from './api';
import { JUDGES } from '../support/exclusively';

// below the project, whose packages both assemblies name
const FOLDER = join(JUDGES, 'api');
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

/** Compares the compiled API with an earlier one. */
function compared(earlier: Api): { status: number | null; breaking: string[] } {
  mkdirSync(FOLDER, { recursive: true });
  copyFileSync(join(ROOT, 'package.json'), join(FOLDER, 'package.json'));
  writeFileSync(join(FOLDER, '.jsii'), JSON.stringify(earlier));
  const options = ['--error-on', 'all', '--keys', '--ignore-file', '.compatignore'];
  const program = join('node_modules', 'jsii-diff', 'bin', 'jsii-diff');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, FOLDER, '.', ...options], {
    ...{ cwd: ROOT, encoding: 'utf8' },
  });
  const breaking = [...`${stdout}${stderr}`.matchAll(/^err .*\[(?<key>\S+)\]$/gm)].map(({ groups }) => groups!.key);
  return { status, breaking };
}

test(`nothing breaks that programs of ${BASELINE} use; what is meant to is listed in .compatignore`, () => {
  if (process.env.UPDATE_GOLDEN === '1') {
    recordApi();
  }
  const earlier = recordedApi();
  expect(Object.keys(earlier.types).length).toBeGreaterThan(200);
  expect(compared(earlier)).toEqual({ status: 0, breaking: [] });
});

const GPU = 'ack-secure-inference.Gpu';
const PROPS = 'ack-secure-inference.SecureNamespaceProps';

/** The API as it would be if an earlier version had more, or asked for less. */
function changed(name: string, change: (type: Required<ApiType>) => Partial<ApiType>): Api {
  const api = compiledApi();
  const type = api.types[name] as Required<ApiType>;
  return { ...api, types: { ...api.types, [name]: { ...type, ...change(type) } } };
}

test.each<[string, Api, string]>([
  [
    'a method is gone',
    changed(GPU, ({ methods }) => ({ methods: [...methods, { ...methods[0], name: 'tensor' }] })),
    `removed:${GPU}.tensor`,
  ],
  [
    'a property is asked for that was optional',
    changed(PROPS, ({ properties }) => ({ properties: properties.map((each) => ({ ...each, optional: true })) })),
    `strengthened:${PROPS}`,
  ],
  [
    'a type is gone',
    {
      ...compiledApi(),
      types: {
        ...compiledApi().types,
        [`${GPU}X`]: { ...compiledApi().types[PROPS], fqn: `${GPU}X`, name: 'GpuX' } as ApiType,
      },
    },
    `removed:${GPU}X`,
  ],
])('it is found that %s', (_, before, key) => {
  const { status, breaking } = compared(before);
  expect(status).not.toBe(0);
  expect(breaking).toContainEqual(expect.stringContaining(key));
});

const unreplaced = (api: Api) => deprecated(api).filter(([, text]) => !/^use `[\w.()]+`/.test(text));

test('what is deprecated names what to use instead', () => {
  expect(unreplaced(compiledApi())).toEqual([]);
  const api = (text: string) => changed(GPU, () => ({ docs: { deprecated: text } }));
  expect(unreplaced(api('use `Gpu.mig` instead'))).toEqual([]);
  expect(unreplaced(api('will go'))).toEqual([[GPU, 'will go']]);
});
