/** What makes a server or builder install packages or run commands, by the files that these read. */
import { isObject, isText, membersOf } from './members';
import { Objection } from '../refusal';

/** Servers install these: inference toolkits of SageMaker and Hugging Face, TorchServe, MLflow. An index gives whatever has the name. */
const REQUIREMENTS_NAME = /(?:^|\/)[^/]*requirements[^/]*\.(?:txt|in)$/i;
/** Options, addresses and paths, from which pip takes what no index has looked at. Source: pip, "Requirements File Format". */
const FROM_ELSEWHERE = /^\s*(?:-|\.{0,2}\/|(?:git|hg|svn|bzr)\+|https?:|file:|[\w.[\], -]+@)/;
/** Packages of loaders, and what these need; any other name is code that somebody else may publish. */
const OF_LOADERS = new Set(
  `torch torchvision torchaudio torchao triton transformers tokenizers sentence-transformers accelerate safetensors
  huggingface-hub hf-transfer hf-xet kernels diffusers peft trl optimum timm open-clip-torch datasets evaluate einops xformers
  flash-attn bitsandbytes autoawq auto-gptq gptqmodel compressed-tensors llmcompressor vllm sglang lmdeploy ctranslate2
  llama-cpp-python gguf onnx onnxruntime onnxruntime-gpu onnxruntime-genai openvino tensorrt tensorrt-llm mlflow mlserver
  numpy scipy pandas scikit-learn pillow opencv-python opencv-python-headless librosa soundfile sentencepiece protobuf
  tiktoken mistral-common regex ftfy jinja2 pyyaml tqdm requests packaging filelock fsspec typing-extensions pydantic
  setuptools wheel pip python cuda cudatoolkit cpuonly pytorch pytorch-cuda cudnn`.split(/\s+/),
);
const REQUIREMENT = /^\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[\w\s,.-]*\])?\s*(?:$|[=<>!~;#\s])/;
/** A list within the model is looked at by its own name. */
const OTHER_LIST = /^\s*-[rc]\s+[\w.-]+$/;

/** Keys of conda, MLflow and BentoML under which packages are listed. */
const PACKAGE_LISTS = new Set(['dependencies', 'build_dependencies', 'pip', 'python_packages', 'system_packages']);
const ENVIRONMENT_NAME = /(?:^|\/)(?:conda|environment|env|python_env)[^/]*\.ya?ml$/i;
const CHANNELS = new Set('conda-forge defaults nodefaults anaconda main pytorch nvidia huggingface'.split(' '));

/** Files that are read to build something, or to set up a shell, an installer or a process, and do what they say. */
const BUILDS =
  /(?:^|\/)(?:(?:Dockerfile|Containerfile|Makefile|GNUmakefile|Jenkinsfile|Procfile|Pipfile|Justfile)[^/]*|[^/]*\.(?:dockerfile|mk)|(?:docker-)?compose[^/]*\.ya?ml|cog\.ya?ml|bentofile\.ya?ml|(?:packages|apt)\.txt|\.env[^/]*|[^/]*\.env|\.(?:bash|zsh|ksh)\w*|\.profile|\.condarc|\.npmrc|pip\.conf|\.pypirc)$/i;
/** What makes a folder a package that is built when it is installed. */
const PACKAGE_NAME = /(?:^|\/)(?:pyproject\.toml|setup\.cfg)$/i;
const BUILT =
  /^[ \t]*\[(?:build-system|(?:project|tool\.[\w-]+)\.(?:[\w-]+\.)*(?:scripts|entry-points|dependencies|dependency-groups)|options\.entry_points)\]|^[ \t]*(?:dependencies|requires|build-backend|install_requires|setup_requires)[ \t]*=/m;
const NODE_PACKAGE = /(?:^|\/)package\.json$/i;
const OF_NODE = ['scripts', 'dependencies', 'devDependencies', 'optionalDependencies', 'bin', 'main'];

const REMOVE = 'remove it';

/** Objections to a text that an installer or builder reads by its name. */
export function checkInstalled(text: string, path: string): Objection[] {
  return [
    ...(REQUIREMENTS_NAME.test(path) ? checkRequirements(text) : []),
    ...(BUILDS.test(path)
      ? [installs('is read to build an image, or to set up a shell, an installer or the environment of a process')]
      : []),
    ...(PACKAGE_NAME.test(path) && BUILT.test(text)
      ? [installs('makes a package of the folder, whose build runs code')]
      : []),
  ];
}

/** Objections to packages that a document lists, as conda, MLflow and npm read them. */
export function checkListed(document: unknown, path: string): Objection[] {
  if (NODE_PACKAGE.test(path)) {
    const named = isObject(document) ? OF_NODE.filter((key) => key in document) : [];
    return named.length === 0
      ? []
      : [installs(`names ${named.join(', ')}, of which npm installs or runs what they say`)];
  }
  return ENVIRONMENT_NAME.test(path)
    ? [...membersOf([document])].flatMap(({ key, value }) => (isText(value) ? checkEntry(key, value) : []))
    : [];
}

function checkEntry(key: string, value: string): Objection[] {
  if (PACKAGE_LISTS.has(key) && !isKnown(value) && !OTHER_LIST.test(value)) {
    return [foreign(value)];
  }
  return key === 'channels' && !CHANNELS.has(value)
    ? [installs(`takes packages from the channel ${JSON.stringify(value)}`)]
    : [];
}

function checkRequirements(text: string): Objection[] {
  const lines = text.split('\n').filter((line) => !/^\s*(?:#|$)/.test(line));
  const elsewhere = lines.find((line) => FROM_ELSEWHERE.test(line));
  if (elsewhere !== undefined) {
    return [
      {
        rule: 'remote-code',
        reason: `requirement ${JSON.stringify(elsewhere.trim().slice(0, 200))} is fetched from an address, a folder or another index`,
        fix: 'name packages and their versions only, or remove the file',
      },
    ];
  }
  const unknown = lines.find((line) => !isKnown(line));
  return unknown === undefined ? [] : [foreign(unknown)];
}

function isKnown(requirement: string): boolean {
  const name = REQUIREMENT.exec(requirement)?.[1];
  return name !== undefined && OF_LOADERS.has(name.toLowerCase().replace(/[-_.]+/g, '-'));
}

function foreign(requirement: string): Objection {
  return installs(
    `lists ${JSON.stringify(requirement.trim().slice(0, 200))}, a package that is none of loaders, and servers install what it lists`,
  );
}

function installs(reason: string): Objection {
  return { rule: 'installs-code', reason, fix: REMOVE };
}
