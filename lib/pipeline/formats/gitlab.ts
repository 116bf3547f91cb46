import { keptOf, PipelineFormat, variablesOf, yamlOf } from './format';
import { PipelinePlan } from '../plan';
import { REPORTS } from '../step';
import { INSTALL, LOGIN, stepsOf, TOOLS } from '../steps';

/** A pipeline of GitLab CI. */
export const GITLAB: PipelineFormat = {
  file: '.gitlab-ci.yml',
  secrets:
    'variables REGISTRY_USER, REGISTRY_PASSWORD and COSIGN_PASSWORD, masked, and COSIGN_KEY, of type file; all protected',
  render: (plan) => yamlOf(pipeline(plan)),
};

function pipeline(plan: PipelinePlan): object {
  return {
    'secure-inference': {
      stage: 'build',
      ...(plan.runner !== undefined && { tags: [plan.runner] }),
      rules: [{ if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH' }],
      interruptible: false,
      timeout: '2 hours',
      variables: variablesOf(plan),
      // One command an item: of several, GitLab sees the last one fail only.
      script: [TOOLS, INSTALL, LOGIN, ...stepsOf(plan)].flatMap(({ title, script }) => [`echo "${title}"`, ...script]),
      after_script: ['docker logout "$REGISTRY"'],
      artifacts: {
        when: 'always',
        paths: keptOf(plan),
        reports: { junit: `${REPORTS}/manifests.xml`, cyclonedx: `${REPORTS}/sbom.cdx.json` },
      },
    },
  };
}
