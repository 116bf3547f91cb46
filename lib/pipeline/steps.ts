import { PipelinePlan } from './plan';
import { registryScan } from './registry-scan';
import { REPORTS, Secret, Step } from './step';
import { LOCK_FILE } from '../images/lock-file';
import { NAME } from '../private/version';

/** SARIF files that a run writes, by what they are about. */
export const SARIF = { model: 'model.sarif', image: 'image.sarif', manifests: 'manifests.sarif' };

const COMMAND = `npx --no-install ${NAME}`;
/** The image with the digest that was built, and with the tag that stands for it. */
const BUILT = `built=$(cat ${REPORTS}/image)`;
const TAGGED = `tagged=$(cat ${REPORTS}/tag)`;

/** Programs that the runner needs. */
export const TOOLS: Step = step('tools', 'Look for what is needed', [
  'node --version',
  'docker buildx version',
  'trivy --version',
  'cosign version',
]);

export const LOGIN: Step = step(
  'login',
  'Log in to the registry',
  ['printf %s "$REGISTRY_PASSWORD" | docker login --username "$REGISTRY_USER" --password-stdin "$REGISTRY"'],
  [Secret.REGISTRY_USER, Secret.REGISTRY_PASSWORD],
);

export const INSTALL: Step = step('install', 'Install the locked packages', [`mkdir -p ${REPORTS}`, 'npm ci']);

/** From the model to the manifests. What fails stops everything after it, so that nothing unverified is signed. */
export function stepsOf(plan: PipelinePlan): Step[] {
  const model = step('model', 'Verify the model', [
    `${COMMAND} model verify ${plan.model} --format sarif > ${REPORTS}/${SARIF.model}`,
  ]);
  const { registry, image, severities } = plan;
  return [
    ...(plan.model === undefined ? [] : [model]),
    BUILD,
    scan(severities),
    ...(registry === undefined ? [] : [registryScan(registry, image, severities)]),
    SIGN,
    LOCK,
    ...manifests(plan),
  ];
}

const BUILD = step('build', 'Build and push the image', [
  'commit=$(git rev-parse HEAD)',
  `echo "$IMAGE:$commit" > ${REPORTS}/tag`,
  `docker buildx build --platform linux/amd64 --provenance mode=max --metadata-file ${REPORTS}/build.json --tag "$IMAGE:$commit" --push image`,
  `digest=$(node --print 'require("./${REPORTS}/build.json")["containerimage.digest"]')`,
  'case "$digest" in sha256:*) ;; *) exit 1 ;; esac',
  `echo "$IMAGE@$digest" > ${REPORTS}/image`,
]);

function scan(severities: readonly string[]): Step {
  const scanners = '--scanners vuln,secret';
  return step('scan', 'Scan the image and list what it is made of', [
    BUILT,
    `trivy image --format cyclonedx --output ${REPORTS}/sbom.cdx.json "$built"`,
    `trivy image ${scanners} --format sarif --output ${REPORTS}/${SARIF.image} "$built"`,
    `trivy image ${scanners} --severity ${severities.join(',')} --ignore-unfixed --exit-code 1 "$built"`,
  ]);
}

// cosign 2.6; version 3 refuses --tlog-upload, and signs in a form that fewer verifiers know
const SIGN = step(
  'sign',
  'Sign the image and its list by digest',
  [
    BUILT,
    'cosign sign --yes --tlog-upload=false --key "$COSIGN_KEY" "$built"',
    `cosign attest --yes --tlog-upload=false --key "$COSIGN_KEY" --type cyclonedx --predicate ${REPORTS}/sbom.cdx.json "$built"`,
  ],
  [Secret.COSIGN_PRIVATE_KEY, Secret.COSIGN_PASSWORD],
);

/** The tag could have been moved since it was pushed. */
const LOCK = step('lock', 'Lock the tag to what was signed', [
  TAGGED,
  `${COMMAND} images lock "$tagged"`,
  `digest=$(cut -d @ -f 2 ${REPORTS}/image)`,
  `grep -F "$digest" ${LOCK_FILE}`,
]);

function manifests({ synth, manifests: folder, acceptances, advisories }: PipelinePlan): Step[] {
  const accepted = acceptances === undefined ? '' : ` --acceptances ${acceptances}`;
  const newer = advisories === undefined ? '' : ` --advisories ${advisories}`;
  const check = `${COMMAND} check --registries "$REGISTRY"${accepted}${newer} --format`;
  return [
    step('synth', 'Write the manifests', [`ENGINE_IMAGE=$(cat ${REPORTS}/tag)`, 'export ENGINE_IMAGE', synth]),
    step('check', 'Check the manifests', [
      `${check} junit ${folder} > ${REPORTS}/manifests.xml || true`,
      `${check} sarif ${folder} > ${REPORTS}/${SARIF.manifests}`,
    ]),
  ];
}

function step(id: string, title: string, script: string[], secrets: Secret[] = []): Step {
  return { id, title, script, secrets };
}
