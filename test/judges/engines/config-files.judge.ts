/** What engines make of `--config file`, and what the model makes of it: the file comes first, so that arguments win. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { effectOf, parseWithEngine } from './parser';
import { withConfigFile } from '../../../lib/effective/commands/config-file';
import { textsOf, written } from '../../../lib/effective/commands/word';
import { EngineProfile, SGLANG, VLLM } from '../../../lib/engines';
import { readCommandLine } from '../../../lib/engines/arguments/abbreviations';
import { lastGiven } from '../../../lib/engines/arguments/parse';
import { KNOWN_ENGINES } from '../../../lib/engines/launches';
import { judge, PYTHON } from '../support/judge';

/** A file, arguments beside it, and the option that is compared. */
type Case = readonly [yaml: string, args: readonly string[], option: string];

const OF_BOTH: readonly Case[] = [
  ['trust-remote-code: true', [], '--trust-remote-code'],
  ['trust-remote-code: yes', [], '--trust-remote-code'],
  ['trust_remote_code: true', [], '--trust-remote-code'],
  ['trust-remote-code: false', [], '--trust-remote-code'],
  ['trust-remote-code: off', [], '--trust-remote-code'],
  ['trust-remote-code: false', ['--trust-remote-code'], '--trust-remote-code'],
  ['load-format: pt', [], '--load-format'],
  ['load-format: pt', ['--load-format=safetensors'], '--load-format'],
  ['load-format: pt', ['--load-format', 'safetensors'], '--load-format'],
  ['load-format: safetensors', ['--load-format', 'pt'], '--load-format'],
  ['"load-format": "pt"', [], '--load-format'],
  ['load-format: "a b"', [], '--load-format'],
];

const OF_SGLANG: readonly Case[] = [
  ['max-running-requests: 8', [], '--max-running-requests'],
  ['max-running-requests: 8', ['--max-running-requests=4'], '--max-running-requests'],
  ['tokenizer-path: /tmp/other', [], '--tokenizer-path'],
  ['tokenizer-path: /tmp/other', ['--tokenizer-path', '/models/m'], '--tokenizer-path'],
  ['enable-custom-logit-processor: true', [], '--enable-custom-logit-processor'],
  ['cuda-graph-bs-decode: [1, 2]', [], '--cuda-graph-bs-decode'],
  ['json-model-override-args: { architectures: [Other] }', [], '--json-model-override-args'],
];

const OF_VLLM: readonly Case[] = [
  ['max-num-seqs: 8', [], '--max-num-seqs'],
  ['max-num-seqs: 8', ['--max-num-seqs=4'], '--max-num-seqs'],
  ['max_num_seqs: 8', [], '--max-num-seqs'],
  ['trust-remote-code: true', ['--no-trust-remote-code'], '--trust-remote-code'],
  ['tokenizer: /tmp/other', [], '--tokenizer'],
  ['tokenizer: /tmp/other', ['--tokenizer', '/models/m'], '--tokenizer'],
  ['cudagraph-capture-sizes: [1, 2]', [], '--cudagraph-capture-sizes'],
  ['kv-transfer-config: { kv_connector_module_path: other }', [], '--kv-transfer-config'],
  ['trust-remote: true', [], '--trust-remote-code'],
  ['tokenizer: "a b"', [], '--tokenizer'],
];

const ENGINES: readonly (readonly [name: string, profile: EngineProfile, cases: readonly Case[]])[] = [
  [VLLM.name, VLLM, [...OF_BOTH, ...OF_VLLM]],
  [SGLANG.name, SGLANG, [...OF_BOTH, ...OF_SGLANG]],
];

describe.each(ENGINES)('%s', (engineName, profile, cases) => {
  judge(`configuration files of ${engineName}`, [PYTHON], () => {
    const folder = mkdtempSync(join(tmpdir(), 'config-files-'));
    afterAll(() => rmSync(folder, { recursive: true }));

    test('the same takes effect of each option', () => {
      const engine = KNOWN_ENGINES.find(({ name }) => name === engineName)!;
      const lists = cases.flatMap(([yaml, args], index) => {
        const file = join(folder, `${index}.yaml`);
        writeFileSync(file, `${yaml}\n`);
        return [
          ['--config', file, ...args],
          [...args, '--config', file],
        ];
      });
      const { options, results } = parseWithEngine(profile, lists);
      const textAt = (path: string) => ({ text: `${cases[Number(/(\d+)\.yaml$/.exec(path)![1])][0]}\n`, origin: path });
      const compared = lists.map((list, index) => {
        const [yaml, , name] = cases[Math.floor(index / 2)];
        const option = options.find(({ on }) => on.includes(name))!;
        const words = textsOf(withConfigFile(engine, written(list), textAt));
        const last = lastGiven(readCommandLine(engine, words).flags, option.on);
        const ours = last && (last.values.length > 0 ? last.values : true);
        const { values, refused } = results[index];
        const what = [yaml, ...list.filter((word) => !word.startsWith(folder))].join(' ');
        // SGLang takes no underscores: it does not start, so that nothing takes effect
        const theirs = refused === undefined ? String(effectOf(values![option.dest], option)) : undefined;
        // writers of JSON differ in blanks
        return { what, theirs: theirs?.replaceAll(' ', ''), ours: String(ours).replaceAll(' ', '') };
      });
      const starts = compared.filter(({ theirs }) => theirs !== undefined);
      expect(starts.filter(({ theirs, ours }) => theirs !== ours)).toEqual([]);
      expect(starts.filter(({ theirs }) => theirs !== 'undefined').length).toBeGreaterThan(20);
    });
  });
});
