import { cdk, release } from 'projen';
import { ACTIONS, PinnedAction } from '../../lib/pipeline/formats/actions';

/** Actions that only releases use, at commits of their tags. */
const SETUPS: readonly PinnedAction[] = [
  { name: 'actions/setup-python', commit: '5fda3b95a4ea91299a34e894583c3862153e4b97', version: 'v7.0.0' },
  { name: 'actions/setup-java', commit: 'b6effb05e454b25005698d916606bdc6ffcbf961', version: 'v5.7.0' },
  { name: 'actions/setup-dotnet', commit: 'a98b56852c35b8e3190ac28c8c2271da59106c68', version: 'v6.0.0' },
  { name: 'actions/setup-go', commit: 'b7ad1dad31e06c5925ef5d2fc7ad053ef454303e', version: 'v7.0.0' },
  ...[ACTIONS.checkout, ACTIONS.setupNode, ACTIONS.uploadArtifact],
];

/** Where each job checks the repository out: its credentials are no part of what a job leaves behind. */
const CHECKOUTS = {
  release: 0,
  release_npm: 3,
  release_maven: 4,
  release_pypi: 4,
  release_nuget: 4,
  release_golang: 4,
};

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
  const workflow = project.tryFindObjectFile('.github/workflows/release.yml');
  for (const [job, step] of Object.entries(CHECKOUTS)) {
    workflow?.addOverride(`jobs.${job}.steps.${step}.with.persist-credentials`, false);
  }
  // publib publishes to npm's own registry where none is named
  workflow?.addDeletionOverride('jobs.release_npm.steps.9.env.NPM_REGISTRY');
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
