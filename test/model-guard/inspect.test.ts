import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { tar, zip } from './archives';
import { directory, model } from './model-directory';
import { BROKEN, CUT_OFF, HARMLESS, INST, PROTOCOL_0, PROTOCOL_2, PROTOCOL_4, SECOND } from './pickles';
import {
  bytesField,
  ggufString,
  onnx,
  onnxNode,
  onnxTensor,
  safetensors,
  smallGguf,
  smallSafetensors,
} from './samples';
import { inspectModel } from '../../lib/model-guard/inspect';
import { Policy, STRICT } from '../../lib/model-guard/policy';

const refusals = (root: string, policy: Policy = STRICT) => inspectModel(root, policy).refusals;
const found = (root: string, policy?: Policy) => refusals(root, policy).map(({ file, rule }) => `${file} ${rule}`);

const externalGraph = (location: string) =>
  onnx({ graph: [bytesField(5, onnxTensor({ dims: [4], type: 1, external: { location, length: '16' } }))] });
const PNG = Buffer.from('89504e470d0a1a0a0000000d', 'hex');
const npy = (descr: string, data: Buffer) => {
  const header = `{'descr': ${descr}, 'fortran_order': False, 'shape': (2,), }`.padEnd(117) + '\n';
  return Buffer.concat([Buffer.from('\x93NUMPY\x01\x00', 'latin1'), Buffer.from([118, 0]), Buffer.from(header), data]);
};

describe('what is safe', () => {
  test('a model as publishers ship it passes', () => {
    const root = model({
      'vocab.txt': 'cat\ndog\nin\nthe\n',
      'merges.txt': '#version: 0.2\nim port\nimport ant\n',
      'tokenizer.json': '{"vocab": {"auto_map": 1, "_target_": 2, "class_name": 3}}',
      'model.safetensors.index.json': '{"weight_map": {"a": "model.safetensors"}}',
      'generation_config.json': '{"temperature": Infinity}',
      'mel.npy': npy("'<f4'", Buffer.alloc(8)),
      'figures/loss.png': PNG,
      'weights.bin': smallSafetensors(),
      '.gitattributes': '*.safetensors filter=lfs\n',
      empty: '',
    });
    expect(refusals(root)).toEqual([]);
  });

  test('graphs with data beside them, and GGUF, pass', () => {
    const root = directory({
      'onnx/model.onnx': externalGraph('model.onnx_data'),
      'onnx/model.onnx_data': Buffer.from('00'.repeat(15) + 'ff', 'hex'),
      'model.gguf': smallGguf(),
    });
    expect(refusals(root)).toEqual([]);
  });

  test('an archive of a model is looked into when it is what is checked', () => {
    const files = {
      'm.zip': zip(
        { name: 'm/', data: Buffer.alloc(0) },
        { name: 'm/model.safetensors', data: smallSafetensors() },
        { name: 'm/config.json', data: Buffer.from('{"a": 1}'), deflate: true },
      ),
      'm.tar': tar({ name: './m/', type: '5' }, { name: './m/model.safetensors', data: smallSafetensors() }),
    };
    const root = directory(files);
    expect(refusals(join(root, 'm.zip'))).toEqual([]);
    expect(refusals(join(root, 'm.tar'))).toEqual([]);
  });
});

const PICKLES: [string, Buffer][] = [
  ['protocol 0', PROTOCOL_0],
  ['protocol 2', PROTOCOL_2],
  ['protocol 4', PROTOCOL_4],
  ['the INST opcode', INST],
  ['a broken end', BROKEN],
  ['numbers only', HARMLESS],
  ['a second pickle', SECOND],
  ['a line that does not end', CUT_OFF],
];

describe.each(PICKLES)('a pickle of %s', (_, bytes) => {
  const names = ['pytorch_model.bin', 'model.safetensors', 'model.gguf', 'model.onnx', 'config.json', 'README.md', 'x'];
  test.each(names)('is refused as %s', (name) => {
    const root = model({ [name]: bytes });
    expect(found(root)).toContain(`${name} pickle`);
  });
});

/** The header's length begins with the opcode that skips a text, and texts of 126 bytes lead into the data. */
function polyglot(payload: Buffer): Buffer {
  const tail = '"},"a":{"dtype":"U8","shape":[99],"data_offsets":[0,99]}}';
  const hops = 'U~'.repeat((0x2055 - 22 - tail.length) / 2);
  const data = Buffer.alloc(99);
  payload.copy(data, 69);
  return safetensors(`{"__metadata__":{"a":"${hops}${tail}`, data);
}

test('a whole safetensors file that runs code when it is unpickled is refused', () => {
  expect(found(model({ 'model.safetensors': polyglot(Buffer.alloc(0)) }))).toEqual([]);
  expect(found(model({ 'model.safetensors': polyglot(PROTOCOL_0) }))).toContain('model.safetensors pickle');
});

test('a whole safetensors file that is a zip archive too is refused', () => {
  const archive = zip({ name: 'archive/data.pkl', data: PROTOCOL_2 });
  const header = { a: { dtype: 'U8', shape: [archive.length], data_offsets: [0, archive.length] } };
  expect(found(model({ 'model.safetensors': safetensors(header, archive) }))).toContain(
    'model.safetensors ambiguous-format',
  );
});

const torchZip = zip(
  { name: 'archive/data.pkl', data: PROTOCOL_2 },
  { name: 'archive/data/0', data: Buffer.alloc(64) },
);
const kerasZip = zip({
  name: 'config.json',
  data: Buffer.from('{"config": {"layers": [{"class_name": "Lambda"}]}}'),
});
const overlapping = (() => {
  const bytes = zip({ name: 'a', data: smallSafetensors() }, { name: 'b', data: smallSafetensors() });
  // the second entry of the directory points to the data of the first
  bytes.writeUInt32LE(0, bytes.lastIndexOf('PK\x01\x02') + 42);
  return bytes;
})();
const hidden = (() => {
  const whole = zip({ name: 'a', data: PNG }, { name: 'hidden.py', data: HARMLESS });
  const second = whole.lastIndexOf('PK\x01\x02');
  const first = whole.indexOf('PK\x01\x02');
  const end = Buffer.from(whole.subarray(whole.lastIndexOf('PK\x05\x06')));
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(second - first, 12);
  return Buffer.concat([whole.subarray(0, second), end]);
})();
const prefixed = Buffer.concat([Buffer.alloc(64, 1), zip({ name: 'a', data: PNG })]);
const pax = (key: string, value: string) => {
  const record = ` ${key}=${value}\n`;
  const header = { name: 'h', type: 'x', data: Buffer.from(`${record.length + 2}${record}`) };
  return Buffer.concat([tar(header).subarray(0, 1024), tar({ name: 'a', data: PNG })]);
};
const objects = npy("'|O'", HARMLESS);

const DISGUISES: [string, string, Buffer | string, string, RegExp][] = [
  [
    'a PyTorch archive',
    'pytorch_model.bin',
    torchZip,
    'pickle',
    /archive holds archive\/data.pkl: pickle imports posix.system/,
  ],
  ['a packed PyTorch archive', 'm.pt', zip({ name: 'data.pkl', data: PROTOCOL_2, deflate: true }), 'pickle', /posix/],
  [
    'a pickle in a tar archive',
    'm.nemo',
    tar({ name: 'data.pkl', data: PROTOCOL_2 }),
    'pickle',
    /archive holds data.pkl/,
  ],
  [
    'a tar archive without its mark',
    'm.ckpt',
    tar({ name: 'a', data: HARMLESS, mark: '' }),
    'pickle',
    /holds a: pickle/,
  ],
  [
    'an archive within an archive',
    'm.zip',
    zip({ name: 'inner.zip', data: torchZip }),
    'archive',
    /archive within an archive/,
  ],
  ['a Keras archive with a Lambda layer', 'm.keras', kerasZip, 'remote-code', /Lambda/],
  ['a Keras file', 'm.h5', Buffer.from('894844460d0a1a0a0000', 'hex'), 'unknown-format', /HDF5/],
  ['a 7-Zip archive', 'm.7z', Buffer.from('377abcaf271c0004', 'hex'), 'archive', /7-Zip/],
  ['a pickle packed by joblib', 'm.joblib', deflateSync(PROTOCOL_2), 'archive', /zlib stream/],
  ['a pickle in LZMA', 'm.joblib', Buffer.from('5d00008000ffffffffffffffff', 'hex'), 'archive', /LZMA/],
  ['bytes by the name of a pickle', 'm.ckpt', Buffer.from('0102030405', 'hex'), 'pickle', /loaders unpickle/],
  [
    'a Keras file behind a picture',
    'm.png',
    Buffer.concat([PNG, Buffer.alloc(8192 - PNG.length), Buffer.from('894844460d0a1a0a0000', 'hex')]),
    'unknown-format',
    /HDF5/,
  ],
  ['weights by the name of a Keras file', 'm.h5', smallSafetensors(), 'malformed', /safetensors, not h5/],
  ['weights by the name of a graph of TensorFlow', 'saved_model.pb', smallSafetensors(), 'malformed', /not pb/],
  ['a pickle in gzip', 'm.safetensors', gzipSync(PROTOCOL_2), 'archive', /gzip/],
  ['an array of objects', 'm.npy', objects, 'pickle', /array of Python objects/],
  ['arrays in a zip archive', 'm.npz', zip({ name: 'a.npy', data: objects }), 'pickle', /array of Python objects/],
  ['an array with bytes after it', 'm.npy', npy("'<f4'", Buffer.alloc(9)), 'malformed', /holds 9/],
  ['an array of records', 'm.npy', npy("[('a', '<f4')]", Buffer.alloc(8)), 'malformed', /plain numbers/],
  [
    'an archive that unpacks to far more',
    'm.zip',
    zip({ name: 'a', data: Buffer.alloc(4_000_000), deflate: true }),
    'archive-bomb',
    /unpacks from/,
  ],
  [
    'an archive that lies about its sizes',
    'm.zip',
    zip({ name: 'a', data: Buffer.alloc(90_000), deflate: true, claimed: 80 }),
    'archive-bomb',
    /does not unpack/,
  ],
  ['an archive whose entries overlap', 'm.zip', overlapping, 'archive-bomb', /overlaps/],
  [
    'an archive that leaves the directory',
    'm.zip',
    zip({ name: '../x', data: HARMLESS }),
    'outside-directory',
    /leaves/,
  ],
  ['an archive with an absolute path', 'm.tar', tar({ name: '/etc/x' }), 'outside-directory', /relative/],
  ['an archive with a link', 'm.tar', tar({ name: 'x', type: '2' }), 'special-file', /link/],
  [
    'an archive with a link, zipped',
    'm.zip',
    zip({ name: 'x', data: Buffer.from('/etc'), mode: 0o120777 }),
    'archive',
    /link/,
  ],
  [
    'an archive with a name twice',
    'm.zip',
    zip({ name: 'x', data: PNG }, { name: 'x', data: PNG }),
    'archive',
    /twice/,
  ],
  [
    'an archive with other names at its data',
    'm.zip',
    zip({ name: 'x', data: PNG, localName: 'y' }),
    'archive',
    /another name/,
  ],
  ['an archive with entries that its directory lacks', 'm.zip', hidden, 'archive', /belong to no entry/],
  ['an archive behind something else', 'm.zip', prefixed, 'archive', /(belong to no entry|where the archive says)/],
  ['an archive of a sparse file', 'm.tar', pax('GNU.sparse.name', 'x.py'), 'archive', /GNU.sparse.name/],
  [
    'an archive with a path for all files',
    'm.tar',
    Buffer.concat([tar({ name: 'h', type: 'g', data: Buffer.from('13 path=x.py\n') }).subarray(0, 1024), tar()]),
    'archive',
    /path for all files/,
  ],
  [
    'an archive that goes on after its end',
    'm.tar',
    Buffer.concat([Buffer.from(tar({ name: 'a', data: PNG })).subarray(0, -512), tar({ name: 'b.py' })]),
    'archive',
    /goes on after its end/,
  ],
  ['an archive with a file that is a directory', 'm.tar', tar({ name: 'a/' }), 'archive', /directory by its name/],
  ['a library', 'lib', Buffer.from('7f454c4602010100', 'hex'), 'executable', /ELF/],
  ['a library by its name', 'op.so', smallSafetensors(), 'executable', /by its name/],
  ['a script', 'run', '#!/bin/sh\n', 'executable', /script/],
  ['a Python file', 'modeling_x.py', '', 'python-code', /Python file/],
  ['Python under another name', 'modeling.txt', 'import os\nos.system("id")\n', 'python-code', /Python code/],
  ['compiled Python', 'x', Buffer.from('cb0d0d0a00000000ff', 'hex'), 'unknown-format', /not known/],
  ['auto_map', 'config.json', '{"auto_map": {"AutoModel": "modeling.X"}}', 'remote-code', /auto_map/],
  [
    'auto_map, spelled with escapes',
    'config.json',
    '{"auto\\u005fmap": {"AutoModel": "a--b.X"}}',
    'remote-code',
    /auto_map/,
  ],
  ['auto_map deep in a list', 'config.json', '[{"a": {"auto_map": {"A": "b.C"}}}]', 'remote-code', /auto_map/],
  ['a key twice in a configuration', 'config.json', '{"a": 1, "a": 2}', 'malformed', /twice/],
  ['trust_remote_code', 'config.json', '{"trust_remote_code": true}', 'remote-code', /trust_remote_code/],
  [
    'a custom pipeline',
    'config.json',
    '{"custom_pipelines": {"x": {"impl": "a.B"}}}',
    'remote-code',
    /custom_pipelines/,
  ],
  ['a Hydra target', 'config.json', '{"model": {"_target_": "os.system"}}', 'remote-code', /_target_/],
  ['a Hydra target in YAML', 'model.yaml', 'model:\n  _target_: os.system\n', 'remote-code', /_target_/],
  ['a Hydra target in one line of YAML', 'model.yaml', '{_target_: os.system, a: [}', 'remote-code', /_target_/],
  ['a Hydra target in a list', 'model.yaml', '- _target_: os.system\n', 'remote-code', /_target_/],
  ['a quoted Hydra target', 'model.yaml', '"_target_": os.system\n', 'remote-code', /_target_/],
  ['a YAML tag with escapes', 'model.yaml', 'a: !!%70ython/object/apply:os.system ["id"]\n', 'remote-code', /YAML/],
  [
    'a YAML tag by a handle',
    'model.yaml',
    '%TAG !y! tag:yaml.org,2002:py\n---\na: !y!thon/none\n',
    'remote-code',
    /YAML/,
  ],
  ['a YAML tag', 'model.yaml', 'a: !!python/object/apply:os.system ["id"]\n', 'remote-code', /YAML/],
  ['jsonpickle', 'config.json', '{"py/reduce": [{"py/type": "os.system"}]}', 'remote-code', /jsonpickle/],
  [
    'a module of Sentence Transformers',
    'modules.json',
    '[{"type": "custom_st.Transformer"}]',
    'remote-code',
    /custom_st/,
  ],
  [
    'a base class of PEFT',
    'adapter_config.json',
    '{"auto_mapping": {"parent_library": "evil"}}',
    'remote-code',
    /parent_library/,
  ],
  [
    'a library of operators',
    'genai_config.json',
    '{"custom_ops_library": "x.so"}',
    'custom-operator',
    /custom_ops_library/,
  ],
  ['a template file', 'chat_template.jinja', '{{ cycler.__init__.__globals__ }}', 'template', /__init__/],
  [
    'a template of a tokenizer',
    'tokenizer_config.json',
    '{"chat_template": [{"name": "a", "template": "{{ lipsum() }}"}]}',
    'template',
    /lipsum/,
  ],
  [
    'a template of GGUF',
    'm.gguf',
    smallGguf({ metadata: [['tokenizer.chat_template', 8, ggufString("{{ ''|attr('x') }}")]] }),
    'template',
    /filter attr/,
  ],
  [
    'operators of a library',
    'm.onnx',
    onnx({ graph: [bytesField(1, onnxNode('X', 'evil'))] }),
    'custom-operator',
    /evil/,
  ],
  ['external data that is absolute', 'm.onnx', externalGraph('/etc/passwd'), 'outside-directory', /leaves/],
  ['external data that leaves', 'm.onnx', externalGraph('a/../../x'), 'outside-directory', /leaves/],
  ['external data on Windows', 'm.onnx', externalGraph('..\\x'), 'outside-directory', /leaves/],
  ['external data that is missing', 'm.onnx', externalGraph('gone'), 'missing-file', /not there/],
  ['external data that is too short', 'm.onnx', externalGraph('figures/a.png'), 'malformed', /needs 16 bytes/],
  [
    'an index that leaves',
    'model.safetensors.index.json',
    '{"weight_map": {"a": "../b"}}',
    'outside-directory',
    /leaves/,
  ],
  [
    'an index of missing shards',
    'model.safetensors.index.json',
    '{"weight_map": {"a": "b"}}',
    'missing-file',
    /not there/,
  ],
  ['a pointer of Git LFS', 'x', 'version https://git-lfs.github.com/spec/v1\noid sha256:0\n', 'missing-file', /LFS/],
  ['weights that are text', 'm.safetensors', 'hello', 'malformed', /content is text, not safetensors/],
  ['weights that are empty', 'm.gguf', '', 'malformed', /not gguf/],
  ['text by the name of a pickle', 'm.pkl', 'hello', 'pickle', /loaders unpickle/],
  ['a pickle of text without imports', 'x', '(lp0\nI1\na.', 'pickle', /pickle/],
  ['bytes of no format', 'x', Buffer.from('0102030405', 'hex'), 'unknown-format', /not known/],
];

test.each(DISGUISES)('%s is refused', (_, name, content, rule, reason) => {
  const all = refusals(model({ 'figures/a.png': PNG, [name]: content }));
  expect(all).toContainEqual({
    rule,
    file: name,
    reason: expect.stringMatching(reason),
    fix: expect.stringMatching(/./),
  });
});

test('external data that is a pickle is refused', () => {
  const root = model({ 'm.onnx': externalGraph('weights'), weights: Buffer.concat([PROTOCOL_2, Buffer.alloc(16)]) });
  expect(found(root)).toContain('weights pickle');
});

describe('the directory', () => {
  test('links are refused, to the outside and to the inside', () => {
    const root = model();
    symlinkSync('/etc/passwd', join(root, 'outside.json'));
    symlinkSync('config.json', join(root, 'inside.json'));
    expect(found(root)).toEqual(['inside.json special-file', 'outside.json special-file']);
  });

  test('names that mislead are refused', () => {
    expect(found(model({ 'a\nb.json': '{}', 'c\\..\\d.json': '{}' }))).toEqual([
      'a\nb.json outside-directory',
      'c\\..\\d.json outside-directory',
    ]);
  });

  test('a directory without weights is refused', () => {
    const root = directory({ 'config.json': '{}' });
    mkdirSync(join(root, 'empty'));
    expect(found(root)).toEqual([' no-weights']);
  });

  test('weights in a format that the engine does not load are refused', () => {
    const policy: Policy = { ...STRICT, weights: ['safetensors'] };
    expect(found(model({ 'm.gguf': smallGguf() }), policy)).toEqual(['m.gguf wrong-weights']);
  });

  test('a target that is not there throws', () => {
    expect(() => inspectModel('/nowhere', STRICT)).toThrow('ENOENT');
  });
});

test('what is allowed by name passes', () => {
  const graph = onnx({ graph: [bytesField(1, onnxNode('Gelu', 'com.microsoft'))] });
  const root = model({ 'm.onnx': graph, 'chat_template.jinja': '{{ lipsum() }}' });
  const [refusal] = refusals(root).filter(({ rule }) => rule === 'template');
  const digest = /--allow-template ([0-9a-f]{64})$/.exec(refusal.fix)![1];
  expect(refusals(root, { ...STRICT, operatorDomains: ['com.microsoft'], templates: [digest] })).toEqual([]);
});

test('a sparse file of 50 GB is inspected without reading it', () => {
  const size = 50 * 2 ** 30;
  const root = model();
  const path = join(root, 'large.safetensors');
  const header = { a: { dtype: 'U8', shape: [size], data_offsets: [0, size] } };
  const bytes = safetensors(header, Buffer.alloc(0));
  writeFileSync(path, bytes);
  truncateSync(path, bytes.length + size);
  expect(refusals(root)).toEqual([]);
});
