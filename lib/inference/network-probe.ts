import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { addChecked } from './add-checked';
import { EmittedObject } from './contribution';
import { jobOutsideMesh } from './job-outside-mesh';
import { NODE } from './model-verification/model-verification';
import { OutputCheck } from './output-check';
import { checkNamespace } from './prerequisites';
import { checkMetadata, CommonMetadata } from '../kubernetes/common-metadata';
import { checkImage } from '../kubernetes/container-image';
import { containerSecurityContext } from '../kubernetes/hardened-pod';
import { KubernetesVersion } from '../kubernetes/kubernetes-version';
import { NO_MESH } from '../kubernetes/labels';
import { API_SERVER_PORT, cidrEgress, networkPolicySpec } from '../kubernetes/network';
import { checkReferences, PodReferences } from '../kubernetes/pod-references';
import { checkPort } from '../kubernetes/port-number';
import { checkCidrs } from '../objects/cidr';
import { PROBE, PROBE_CONTAINER, ProbeExit, ProbeSide } from '../objects/network-probe';
import { Problems } from '../private/problems';
import { checkTokens } from '../private/tokens';

/** Properties of `NetworkProbe`. */
export interface NetworkProbeProps extends CommonMetadata, PodReferences {
  /** Image with Node at `/nodejs/bin/node`, as distroless images of Node have it, by digest. */
  readonly image: string;

  /** Address ranges of the API server's private endpoint, which lies outside the cluster network on ACK. */
  readonly serverCidrs: string[];

  /**
   * Port of the API server: 6443 on ACK, 443 on most other platforms.
   *
   * @default 6443
   */
  readonly serverPort?: number;

  /**
   * Version of the cluster. It decides which fields exist.
   *
   * @default KubernetesVersion.V1_34
   */
  readonly kubernetesVersion?: KubernetesVersion;
}

/** How long a policy may take to hold for a new pod. */
const PATIENCE_SECONDS = 180;

/** What the program found ends the job, and stands in its status; a node that goes away is no finding. */
const FAILURES = {
  rules: [
    {
      action: 'FailJob',
      onExitCodes: {
        containerName: PROBE_CONTAINER,
        operator: 'In',
        values: [ProbeExit.CONNECTED, ProbeExit.NOT_CONNECTED],
      },
    },
    { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
  ],
};

/**
 * Tries until what happens is what its policy says, or until it may no longer take so long. Without template literals,
 * which Flux would replace. A change of the program makes another job, which runs again.
 */
const PROGRAM = [
  'const [side, seconds] = process.argv.slice(1);',
  'const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = process.env;',
  'const until = Date.now() + seconds * 1000;',
  'function attempt() {',
  "  const socket = require('node:net').connect({ host, port, timeout: 5000 });",
  '  let over = false;',
  '  const end = (connected, what) => {',
  '    if (over) return;',
  '    over = true;',
  '    socket.destroy();',
  "    console.log([host + ':' + port, what].join(' '));",
  "    if (connected === (side === 'allowed')) process.exit(0);",
  `    if (Date.now() > until) process.exit(connected ? ${ProbeExit.CONNECTED} : ${ProbeExit.NOT_CONNECTED});`,
  '    setTimeout(attempt, 1000);',
  '  };',
  "  socket.on('connect', () => end(true, 'is reached'));",
  "  socket.on('timeout', () => end(false, 'does not answer'));",
  "  socket.on('error', (error) => end(false, error.message));",
  '}',
  'attempt();',
].join('\n');

/**
 * Proves that the NetworkPolicies of a namespace are enforced, which no manifest shows: two jobs call the API server. The
 * policy of one lets it, that of the other does not. Where the second gets through, nothing enforces policies; where the
 * first does not, nothing is proven. `ack-secure-inference verify` reads how they ended.
 *
 * It speaks for the nodes that the jobs ran on, at the time at which they ran. To prove it anew, replace the jobs:
 * `kubectl replace --force`.
 */
export class NetworkProbe extends Construct {
  private readonly output = new OutputCheck(this);

  /**
   * Defines jobs, their policies and their account.
   *
   * @param scope chart that holds them, with a namespace
   * @param id construct id
   * @param props image and API server
   * @throws InputError that lists everything that is wrong with the properties
   */
  public constructor(scope: Construct, id: string, props: NetworkProbeProps) {
    super(scope, id);
    const { serverCidrs, serverPort = API_SERVER_PORT } = props;
    const problems = new Problems(this.node.path);
    problems.add(
      ...checkNamespace(Chart.of(this).namespace ?? ''),
      ...checkTokens('network probe', [props.image, serverCidrs, serverPort]),
      ...checkImage('image of Node', props.image),
      ...checkServers(serverCidrs),
      ...checkPort('the api server', serverPort),
      ...checkMetadata(props),
      ...checkReferences(props),
    );
    problems.throwIfAny();
    this.node.addValidation(this.output);

    const account = { automountServiceAccountToken: false };
    addChecked(
      this,
      this.output,
      { apiVersion: 'v1', kind: 'ServiceAccount', name: PROBE_CONTAINER, body: account },
      props,
    );
    this.addSide(ProbeSide.ALLOWED, [cidrEgress(serverCidrs, serverPort)], props);
    this.addSide(ProbeSide.DENIED, [], props);
  }

  private addSide(side: ProbeSide, egress: object[], props: NetworkProbeProps): void {
    const spec = networkPolicySpec({ matchLabels: { [PROBE]: side } }, [], egress);
    const name = `${PROBE_CONTAINER}-${side}`;
    addChecked(
      this,
      this.output,
      { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', name, body: { spec } },
      props,
    );
    addChecked(this, this.output, job(side, name, props), props);
  }
}

function job(side: ProbeSide, name: string, props: NetworkProbeProps): EmittedObject {
  const { image, kubernetesVersion } = props;
  const resources = { cpu: '100m', memory: '128Mi', 'ephemeral-storage': '16Mi' };
  return jobOutsideMesh({
    name,
    serviceAccountName: PROBE_CONTAINER,
    labels: { [PROBE]: side, ...NO_MESH },
    kubernetesVersion,
    platform: props,
    limits: { backoffLimit: 4, activeDeadlineSeconds: 600, podFailurePolicy: FAILURES },
    pod: {
      containers: [
        {
          name: PROBE_CONTAINER,
          image,
          imagePullPolicy: 'IfNotPresent',
          command: [NODE, '-e', PROGRAM, side, String(PATIENCE_SECONDS)],
          resources: { requests: resources, limits: resources },
          securityContext: containerSecurityContext(),
          terminationMessagePolicy: 'FallbackToLogsOnError',
        },
      ],
    },
  });
}

function checkServers(cidrs: string[]) {
  return cidrs.length > 0
    ? checkCidrs('range of the api server', cidrs)
    : [
        {
          what: 'no range of the api server',
          got: cidrs,
          allowed: 'at least one range',
          fix: 'give the range of the vSwitches that the private endpoint of the cluster is in',
        },
      ];
}
