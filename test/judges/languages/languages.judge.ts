/** CPython, Go and the JVM judge the bindings: the quickstart of each language writes the bytes that the one in TypeScript writes. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { emptyFolder, goPath, ownBindings, peerBindings, ROOT, versionOf } from './bindings';
import { initializers, propertiesOf } from './csharp';
import { synthesize } from '../../../examples/support/example';
import { GO, JAVA, judge, MAVEN, PYTHON } from '../support/judge';
import { mavenJar } from '../support/maven';
import { PythonPackages } from '../support/python';

const SOURCES = join(ROOT, 'examples', 'languages');

/** Runtime and peers as published. The registry of Maven here has neither cdk8s-plus-28 nor cdktf, that of Go no cdk8s. */
const PACMAK = versionOf('jsii-pacmak');
const JARS: readonly [group: string, artifact: string, version: string][] = [
  ['software.amazon.jsii', 'jsii-runtime', PACMAK],
  ['software.constructs', 'constructs', versionOf('constructs')],
  ['org.cdk8s', 'cdk8s', '2.70.0'],
  ['com.fasterxml.jackson.core', 'jackson-databind', '2.22.2'],
  ['com.fasterxml.jackson.core', 'jackson-core', '2.22.2'],
  ['com.fasterxml.jackson.core', 'jackson-annotations', '2.22'],
  ['com.fasterxml.jackson.datatype', 'jackson-datatype-jsr310', '2.22.2'],
  ['org.jetbrains', 'annotations', '19.0.0'],
  ['javax.annotation', 'javax.annotation-api', '1.3.2'],
];
const GO_PEERS: Record<string, string> = {
  'github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2': 'cdk8s',
  'github.com/cdk8s-team/cdk8s-plus-go/cdk8splus28/v2': 'cdk8s-plus-28',
  'github.com/hashicorp/terraform-cdk-go/cdktf': 'cdktf',
};

judge('languages: Python, Go, Java', [PYTHON, GO, JAVA, MAVEN], () => {
  let own: string;
  let expected: string;

  beforeAll(async () => {
    own = ownBindings(['python', 'go', 'java', 'dotnet']);
    const folder = await synthesize('quickstart', emptyFolder('typescript'));
    expected = readFileSync(join(folder, 'k8s', 'qwen.k8s.yaml'), 'utf8');
  });
  afterAll(() => rmSync(own, { recursive: true, force: true }));

  /** Runs a program in an empty folder, and gives what it writes there. */
  function written(folder: string, command: string, args: string[], env: Record<string, string> = {}): string {
    execFileSync(command, args, { cwd: folder, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    return readFileSync(join(folder, 'dist', 'qwen.k8s.yaml'), 'utf8');
  }

  test('Python', () => {
    const peers = ['cdk8s==2.70.*', 'cdk8s-plus-28==2.5.*', 'cdktf==0.21.0', 'constructs==10.*', `jsii==${PACMAK}`];
    const packages = new PythonPackages(peers);
    const PYTHONPATH = [join(own, 'python', 'src'), packages.path('.')].join(delimiter);
    const args = [join(SOURCES, 'quickstart.py')];
    expect(written(emptyFolder('run-python'), 'python3', args, { PYTHONPATH })).toBe(expected);
  });

  test('Go', () => {
    const folder = emptyFolder('run-go');
    copyFileSync(join(SOURCES, 'quickstart.go'), join(folder, 'main.go'));
    const module = 'github.com/ack-secure-inference/ack-secure-inference-go/acksecureinference';
    const replaced = {
      [module]: join(own, 'go', 'acksecureinference'),
      ...Object.fromEntries(Object.entries(GO_PEERS).map(([path, name]) => [path, goPath(name)])),
    };
    const replace = Object.entries(replaced).map(([path, at]) => `replace ${path} => ${at}`);
    const require = [`${module} v0.0.0`, `github.com/aws/jsii-runtime-go v${PACMAK}`].map((line) => `require ${line}`);
    const cdk8s = `require github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2 v${versionOf('cdk8s')}`;
    writeFileSync(
      join(folder, 'go.mod'),
      ['module quickstart', 'go 1.25', ...require, cdk8s, ...replace, ''].join('\n'),
    );
    const env = { GOFLAGS: '-mod=mod', GOWORK: 'off' };
    execFileSync('go', ['build', '-o', 'quickstart', '.'], { cwd: folder, env: { ...process.env, ...env } });
    expect(written(folder, join(folder, 'quickstart'), [])).toBe(expected);
  });

  test('Java', () => {
    const folder = emptyFolder('run-java');
    const roots = [join(own, 'java'), ...['cdk8s-plus-28', 'cdktf'].map((name) => peerBindings('java', name))];
    const main = (kind: string) => roots.map((root) => join(root, 'src', 'main', kind)).join(delimiter);
    const jars = JARS.map((jar) => mavenJar(...jar)).join(delimiter);
    const compile = ['-nowarn', '-proc:none', '-d', folder, '-cp', jars, '-sourcepath', main('java')];
    execFileSync('javac', [...compile, join(SOURCES, 'Quickstart.java')]);
    const classpath = [folder, main('resources'), jars].join(delimiter);
    expect(written(folder, 'java', ['-cp', classpath, 'Quickstart'])).toBe(expected);
  });

  // Its project asks for what no registry here has (docs/LANGUAGES.md): the next tests read the generated code instead.
  test('C# needs the .NET SDK and packages of NuGet', () => {
    const project = readFileSync(join(own, 'dotnet', 'AckSecureInference', 'AckSecureInference.csproj'), 'utf8');
    const asked = [...project.matchAll(/Sdk="([^"]+)"|PackageReference Include="([^"]+)"|<(Nullable>enable)/g)];
    expect(asked.map(([, sdk, name, nullable]) => sdk ?? name ?? nullable)).toEqual([
      ...['Microsoft.NET.Sdk', 'Nullable>enable'],
      ...['Amazon.JSII.Runtime', 'Org.Cdk8s', 'Org.Cdk8s.Plus28', 'HashiCorp.Cdktf', 'Constructs'],
    ]);
  });

  test('C#: every property that is set exists, and every required one is set', () => {
    const folder = join(own, 'dotnet', 'AckSecureInference', 'AckSecureInference');
    const made = initializers(readFileSync(join(SOURCES, 'Quickstart.cs'), 'utf8')).filter(({ type }) =>
      existsSync(join(folder, `${type}.cs`)),
    );
    expect(made.map(({ type }) => type)).toEqual(expect.arrayContaining(['SecureGpuInferenceServiceProps']));
    for (const { type, names } of made) {
      const declared = propertiesOf(readFileSync(join(folder, `${type}.cs`), 'utf8'));
      expect([type, names.filter((name) => !declared.all.includes(name))]).toEqual([type, []]);
      expect([type, declared.required.filter((name) => !names.includes(name))]).toEqual([type, []]);
    }
  });

  test('C#: classes and methods exist', () => {
    const program = readFileSync(join(SOURCES, 'Quickstart.cs'), 'utf8');
    const fileOf = (name: string) => join(own, 'dotnet', 'AckSecureInference', 'AckSecureInference', `${name}.cs`);
    const calls = [...program.matchAll(/\b([A-Z]\w+)\.([A-Z]\w+)\(/g)].filter(([, name]) => existsSync(fileOf(name)));
    expect(calls.map(([call]) => call)).toEqual(
      expect.arrayContaining(['InferenceEngine.Vllm(', 'ModelSource.Pvc(', 'Gpu.Exclusive(', 'Caller.Workload(']),
    );
    for (const [call, name, method] of calls) {
      expect([call, readFileSync(fileOf(name), 'utf8')]).toEqual([call, expect.stringMatching(` ${method}\\(`)]);
    }
    const made = [...program.matchAll(/new (\w+)/g)]
      .map(([, name]) => name)
      .filter((name) => !/^(App|Chart)/.test(name));
    expect(made.filter((name) => !existsSync(fileOf(name)))).toEqual([]);
  });
});
