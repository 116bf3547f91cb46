import { join } from 'node:path';
import { CommandUnderTest } from './command';
import { bundleModelGuard } from '../../projenrc/command/bundle';
import { model } from '../model-guard/model-directory';
import { PROTOCOL_2 } from '../model-guard/pickles';
import { sarifErrors } from '../support/sarif';

const command = new CommandUnderTest();

afterAll(() => command.remove());

const verify = (...args: string[]) => command.run(['model', 'verify', ...args]);

test('a model that holds data only is safe, and has a digest', () => {
  expect(verify(model())).toEqual({
    status: 0,
    stdout: expect.stringMatching(/^safe: .*: 4 files, 0 refusals\ndigest: sha256:[0-9a-f]{64}\n$/),
    stderr: '',
  });
});

test('headers alone give no digest', () => {
  expect(verify('--headers-only', model()).stdout).toMatch(/^safe: .*: 4 files, 0 refusals\n$/);
  expect(verify('--headers-only', '--digest', 'sha256:0', model())).toMatchObject({
    status: 2,
    stderr: 'unreadable: --headers-only hashes nothing, which --digest needs: leave one of them out\n',
  });
});

test('a pickle is refused, in every format of the report', () => {
  const root = model({ 'pytorch_model.bin': PROTOCOL_2 });
  expect(verify(root)).toMatchObject({
    status: 1,
    stdout: expect.stringContaining(
      'refused: pytorch_model.bin: pickle imports posix.system and calls [pickle]; fix: ',
    ),
  });
  const json = verify('--format', 'json', root);
  expect([json.status, JSON.parse(json.stdout).verdict]).toEqual([1, 'refused']);
  const sarif = verify('--format', 'sarif', root);
  expect([sarif.status, sarifErrors(JSON.parse(sarif.stdout))]).toEqual([1, []]);
});

test('what cannot be read, or is no option, is neither safe nor refused', () => {
  expect(verify('nowhere')).toMatchObject({ status: 2, stderr: expect.stringContaining('ENOENT') });
  expect(verify('--format', 'xml', model()).status).toBe(2);
  expect(verify('--unknown', model()).status).toBe(2);
});

test('the manifest of a model verifies it', () => {
  const root = model();
  const { stdout } = command.run(['model', 'manifest', root]);
  command.write('SHA256SUMS', stdout);
  expect(verify(root, '--manifest', 'SHA256SUMS').status).toBe(0);
  const { stdout: digest } = command.run(['model', 'manifest', '--digest', root]);
  expect(verify(root, '--digest', digest.trim()).status).toBe(0);
  expect(verify(model({ 'config.json': '[]' }), '--manifest', 'SHA256SUMS')).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('refused: config.json: digest is '),
  });
});

test('the program of the init container takes the same options', () => {
  const guard = join(command.folder, 'model-guard.js');
  bundleModelGuard(guard);
  const root = model({ 'custom.onnx': 'no graph', 'more.txt': 'more' });
  const args = ['verify', '--weights', 'safetensors', '--weights', 'gguf', '--allow-template', '0', root];
  const alone = command.runProgram(guard, args);
  expect(alone).toEqual(command.run(['model', ...args]));
  expect(alone).toMatchObject({ status: 1, stdout: expect.stringContaining('custom.onnx: content is text, not onnx') });
  expect(command.runProgram(guard, ['verify'])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('usage: '),
  });
});
