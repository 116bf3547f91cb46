import { CrChainChainConfig } from '../provider/cr-chain';

/** Steps of a chain and where each leads. ACR takes this shape only; what a chain decides is which steps are on. */
const ROUTES = [
  ['DOCKER_IMAGE_BUILD', 'DOCKER_IMAGE_PUSH'],
  ['DOCKER_IMAGE_PUSH', 'VULNERABILITY_SCANNING'],
  ['VULNERABILITY_SCANNING', 'ACTIVATE_REPLICATION'],
  ['ACTIVATE_REPLICATION', 'TRIGGER'],
  ['VULNERABILITY_SCANNING', 'SNAPSHOT'],
  ['SNAPSHOT', 'TRIGGER_SNAPSHOT'],
];

/** Snapshots copy layers to another bucket. */
const OFF = ['SNAPSHOT', 'TRIGGER_SNAPSHOT'];

/** A chain in which an image with one finding of a severity goes no further than the scan, and cannot be pulled. */
export function blockingChain(severity: string): CrChainChainConfig[] {
  const block = { issueLevel: severity, issueCount: '1', logic: 'AND', action: 'BLOCK' };
  const steps = [...new Set(ROUTES.flat())];
  return [
    {
      routers: ROUTES.map(([from, to]) => ({ from: [{ nodeName: from }], to: [{ nodeName: to }] })),
      nodes: steps.map((step) => ({
        nodeName: step,
        enable: !OFF.includes(step),
        nodeConfig: [{ denyPolicy: [step === 'VULNERABILITY_SCANNING' ? block : {}] }],
      })),
    },
  ];
}
