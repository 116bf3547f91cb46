import { Objection } from '../refusal';

/** TOML, INI, environments and the text form of protobuf: a name and a value on a line. */
const SETTINGS_NAME = /(?:\.(?:toml|ini|cfg|conf|properties|env|pbtxt|prototxt)|(?:^|\/)\.env[^/]*)$/i;
const SETTING = /^\s*(?:export\s+)?["']?([\w.@/-]+)["']?\s*[=:]\s*(.+?)\s*[,;]?\s*$/;
const WORDS: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  false: false,
  no: false,
  off: false,
};

const TRITON_NAME = /(?:^|\/)config\.pbtxt$/i;
/** Backends that are programs of the server and run a graph. Others are libraries or Python that it finds by name. */
const GRAPH_BACKENDS = 'onnxruntime tensorrt tensorrtllm openvino vllm'.split(' ');
/** Source: Triton Inference Server, model_config.proto and the documents of its Python backend. */
const TRITON_LOADS = /\b(?:op_library_filename|EXECUTION_ENV_PATH|model_repository_agents|cc_model_filenames)\b/;
const TRITON_BACKEND = /^\s*backend\s*:\s*["']([^"']*)["']/gm;

const REQUIREMENTS_NAME = /(?:^|\/)[^/]*requirements[^/]*\.(?:txt|in)$/i;
/** Options, addresses and paths, from which pip takes what no index has looked at. Source: pip, "Requirements File Format". */
const FROM_ELSEWHERE = /^\s*(?:-|\.{0,2}\/|(?:git|hg|svn|bzr)\+|https?:|file:|[\w.[\], -]+@)/;

/** Settings by their names, if the file is named as one that holds them. */
export function readSettings(text: string, path: string): Record<string, unknown>[] | undefined {
  if (!SETTINGS_NAME.test(path)) {
    return undefined;
  }
  return text.split('\n').flatMap((line) => {
    const [, key, value] = SETTING.exec(line) ?? [];
    return key === undefined ? [] : [{ [key]: plain(value) }];
  });
}

function plain(value: string): unknown {
  const text = value.replace(/\s+[#;].*$/, '').replace(/^(["'])(.*)\1$/, '$2');
  return WORDS[text.toLowerCase()] ?? text;
}

/** Objections to a text that a server or installer reads by its name. */
export function checkNamed(text: string, path: string): Objection[] {
  return [
    ...(TRITON_NAME.test(path) ? checkTriton(text) : []),
    ...(REQUIREMENTS_NAME.test(path) ? checkRequirements(text) : []),
  ];
}

function checkTriton(text: string): Objection[] {
  const backends = [...text.matchAll(TRITON_BACKEND)].map(([, name]) => name);
  const foreign = backends
    .filter((name) => name !== '' && !GRAPH_BACKENDS.includes(name))
    .map((name) => `backend ${JSON.stringify(name)}`);
  const loads = TRITON_LOADS.exec(text)?.[0];
  return [...foreign, ...(loads === undefined ? [] : [loads])].map((what) => ({
    rule: 'remote-code',
    reason: `${what} makes Triton load code beside its own`,
    fix: `use one of the backends ${GRAPH_BACKENDS.join(', ')}`,
  }));
}

function checkRequirements(text: string): Objection[] {
  const line = text.split('\n').find((each) => FROM_ELSEWHERE.test(each));
  return line === undefined
    ? []
    : [
        {
          rule: 'remote-code',
          reason: `requirement ${JSON.stringify(line.trim().slice(0, 200))} is fetched from an address, a folder or another index`,
          fix: 'name packages and their versions only, or remove the file',
        },
      ];
}
