import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Construct } from 'constructs';
import { parseAllDocuments } from 'yaml';
import { exampleNames, synthesizeTo } from '../../examples/support/example';
import { guardrails, ManifestValidation } from '../../lib';
import { CommandUnderTest } from '../cli/command';

const root = mkdtempSync(join(tmpdir(), 'one-verdict-'));
const command = new CommandUnderTest();
afterAll(() => {
  rmSync(root, { recursive: true });
  command.remove();
});

/** What an example writes, and the file of the risks that it accepts, beside it. */
async function written(name: string) {
  const outdir = join(root, name);
  const apps = await synthesizeTo(outdir, name);
  const acceptances = join(root, `${name}.acceptances.yaml`);
  guardrails.Risk.write((apps as unknown[]).filter(Construct.isConstruct), acceptances);
  return { outdir, acceptances };
}

const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file));

describe.each(exampleNames())('%s', (name) => {
  test('passes the check and the plug-in with the risks that its code accepts, and nothing else', async () => {
    const { outdir, acceptances } = await written(name);
    const { status, stdout, stderr } = command.run(['check', '--acceptances', acceptances, outdir]);
    expect({ status, stderr, stdout: status === 0 ? '' : stdout }).toEqual({ status: 0, stderr: '', stdout: '' });

    const manifests = filesBelow(outdir).filter((file) => /k8s\/.*\.yaml$/.test(file));
    const submit = jest.fn();
    await new ManifestValidation({ acceptances }).validate({
      manifests,
      parseManifest: (path: string) =>
        parseAllDocuments(readFileSync(path, 'utf8'), { version: '1.1' }).map((document) => document.toJS()),
      report: { addViolation: () => undefined, submit },
    });
    expect(submit.mock.calls[0][0]).toBe('success');
  });

  test('holds nothing that Helm would take for a template, or Flux for a variable', async () => {
    const { outdir } = await written(name);
    for (const file of filesBelow(outdir).filter((path) => /k8s\/.*\.yaml$/.test(path))) {
      const text = readFileSync(file, 'utf8');
      expect(text).not.toContain('{{');
      expect(text).not.toMatch(/\$\{/);
    }
  });
});
