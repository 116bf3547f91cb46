import { cdk, Component, github, release } from 'projen';
import { ACTIONS, PinnedAction } from '../../lib/pipeline/formats/actions';

/** Actions that only releases use, at commits of their tags. */
const SETUPS: readonly PinnedAction[] = [
  { name: 'actions/setup-python', commit: '5fda3b95a4ea91299a34e894583c3862153e4b97', version: 'v7.0.0' },
  { name: 'actions/setup-java', commit: 'b6effb05e454b25005698d916606bdc6ffcbf961', version: 'v5.7.0' },
  { name: 'actions/setup-dotnet', commit: 'a98b56852c35b8e3190ac28c8c2271da59106c68', version: 'v6.0.0' },
  { name: 'actions/setup-go', commit: 'b7ad1dad31e06c5925ef5d2fc7ad053ef454303e', version: 'v7.0.0' },
  ...[ACTIONS.checkout, ACTIONS.setupNode, ACTIONS.uploadArtifact],
];

/** Jobs that check the repository out: its credentials are no part of what a job leaves behind. */
const CHECKING_OUT = ['release', ...['npm', 'maven', 'pypi', 'nuget', 'golang'].map((name) => `release_${name}`)];

/** How versions are released: by hand, with the version of the changelog, to the registry of each language. */
export const RELEASE = {
  github: true,
  githubOptions: { mergify: false, pullRequestLint: false },
  buildWorkflow: false,
  pullRequestTemplate: false,
  release: true,
  releaseTrigger: release.ReleaseTrigger.workflowDispatch(),
  nextVersionCommand: 'tsx projenrc/release/next-version.ts',
  // the newest line that runs on Node 20, as everything else here
  bumpPackage: 'commit-and-tag-version@^12',
  jsiiReleaseVersion: '0.2.1061',
  workflowNodeVersion: '24',
  // Short-lived identities of the workflow instead of tokens, where a registry takes them.
  npmTrustedPublishing: true,
  npmProvenance: true,
  publishToPypi: { distName: 'ack-secure-inference', module: 'ack_secure_inference', trustedPublishing: true },
  publishToMaven: {
    javaPackage: 'io.github.acksecureinference',
    mavenGroupId: 'io.github.ack-secure-inference',
    mavenArtifactId: 'ack-secure-inference',
    mavenServerId: 'central-ossrh',
  },
  publishToNuget: {
    dotNetNamespace: 'AckSecureInference',
    packageId: 'AckSecureInference',
    trustedPublishing: true,
  },
  publishToGo: { moduleName: 'github.com/ack-secure-inference/ack-secure-inference-go' },
} satisfies Partial<cdk.JsiiProjectOptions>;

/** Pins what the workflow uses, says in the release what the changelog says, and attaches the bill of materials. */
export function finishRelease(project: cdk.JsiiProject): void {
  for (const { name, commit } of SETUPS) {
    project.github?.actions.set(name, `${name}@${commit}`);
  }
  new PatchedSteps(project);
  const task = project.tasks.tryFind('release')!;
  const build = task.steps.findIndex(({ spawn }) => spawn === 'build');
  task.insertStep(build, { exec: 'tsx projenrc/release/notes.ts' });
  task.insertStep(build + 2, { exec: 'cp vendor/sbom.cdx.json dist/sbom.cdx.json' });
  project.release?.publisher.addGitHubPostPublishingSteps({
    name: 'Attach the bill of materials',
    if: '${{ !inputs.dry_run }}',
    env: { GITHUB_TOKEN: '${{ secrets.GITHUB_TOKEN }}' },
    run: 'gh release upload "$(cat dist/releasetag.txt)" dist/sbom.cdx.json -R "$GITHUB_REPOSITORY"',
  });
}

/** Changes steps by their ids: projen throws if an id is gone, so that its upgrade is noticed. */
class PatchedSteps extends Component {
  /** After the component that makes the jobs, which is older. */
  public override preSynthesize(): void {
    const workflow = this.workflow();
    for (const job of CHECKING_OUT) {
      const step = workflow.getStep(job, 'checkout');
      workflow.patchStep(job, 'checkout', { with: { ...step.with, 'persist-credentials': false } });
    }
    const { env } = workflow.getStep('release_npm', 'release');
    if (env?.NPM_REGISTRY === undefined) {
      throw new Error(
        'release workflow: the step that publishes to npm names no registry any more: take this patch out',
      );
    }
    // publib publishes to npm's own registry where none is named
    const { NPM_REGISTRY: _registry, ...others } = env;
    workflow.patchStep('release_npm', 'release', { env: others });
  }

  private workflow(): github.GithubWorkflow {
    const found = github.GitHub.of(this.project)?.workflows.find(({ name }) => name === 'release');
    if (found === undefined) {
      throw new Error('release workflow: projen makes none: see RELEASE');
    }
    return found;
  }
}
