import { keptOf, PipelineFormat, scriptOf, variablesOf, yamlOf } from './format';
import { PipelinePlan } from '../plan';
import { Secret } from '../step';
import { INSTALL, LOGIN, stepsOf, TOOLS } from '../steps';

/**
 * A pipeline of Alibaba Cloud DevOps Flow.
 *
 * Source: Alibaba Cloud documentation, "YAML pipelines", "Pipeline sources", "Pipeline jobs", "Steps" and "Variables".
 */
export const FLOW: PipelineFormat = {
  file: 'flow.yml',
  secrets: 'private variables REGISTRY_USER, REGISTRY_PASSWORD, COSIGN_PRIVATE_KEY and COSIGN_PASSWORD of the pipeline',
  render: (plan) => yamlOf(pipeline(plan)),
};

function pipeline(plan: PipelinePlan): object {
  return {
    name: 'secure-inference',
    sources: {
      repository: {
        type: 'codeup',
        name: 'repository',
        endpoint: plan.source!.repository,
        branch: 'main',
        triggerEvents: ['push'],
        certificate: { type: 'serviceConnection', serviceConnection: plan.source!.serviceConnection },
      },
    },
    variables: Object.entries({ ...variablesOf(plan), COSIGN_KEY: `env://${Secret.COSIGN_PRIVATE_KEY}` }).map(
      ([key, value]) => ({ key, value }),
    ),
    stages: {
      release: {
        name: 'Release',
        jobs: {
          release: {
            name: 'Build, verify and sign',
            runsOn: { group: plan.runner! },
            timeoutMinutes: 120,
            steps: Object.fromEntries([...commands(plan), ['upload', upload(plan)]]),
          },
        },
      },
    },
  };
}

function commands(plan: PipelinePlan): [string, object][] {
  return [TOOLS, INSTALL, LOGIN, ...stepsOf(plan)].map((step) => [
    step.id,
    { name: step.title, step: 'Command', with: { run: `set -eu\n${scriptOf(step)}` } },
  ]);
}

/** Steps after one that failed do not run, so that reports of a failure are in its log only. */
function upload(plan: PipelinePlan): object {
  return {
    name: 'Keep manifests, lock file and reports',
    step: 'ArtifactUpload',
    with: {
      uploadType: 'flowPublic',
      artifact: 'secure-inference',
      filePath: keptOf(plan),
    },
  };
}
