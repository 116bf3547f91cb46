import { NO_RULES } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

/** What guardrails stand on, as resources of the API with their subresources. */
const STANDS_ON = [
  // labels decide about Pod Security, the mesh and admission policies
  ...['namespaces', 'nodes', 'serviceaccounts'],
  ...[
    'networkpolicies',
    'adminnetworkpolicies',
    'baselineadminnetworkpolicies',
    'cilium[a-z]*policies',
    'global[a-z]*',
  ],
  ...['(mutating|validating)(webhookconfigurations|admissionpolic(ies|ybindings))', 'apiservices'],
  ...[
    'customresourcedefinitions',
    'constrainttemplates',
    '(cluster)?policies',
    'policyexceptions',
    '[a-z]*validatingpolicies',
  ],
  ...['clusterimagepolicies', 'admissionallowlists', 'genericattestationpolicies', 'configs', 'verifiers'],
  ...[
    'authorizationpolicies',
    'peerauthentications',
    'requestauthentications',
    'envoyfilters',
    'wasmplugins',
    'sidecars',
  ],
  ...['destinationrules', 'virtualservices', 'serviceentries', 'workloadentries', 'proxyconfigs', 'telemetries'],
  // CVE-2021-25740 and CVE-2020-8554: traffic of a Service goes elsewhere
  ...['endpoints', 'endpointslices', 'services/status'],
  ...['certificatesigningrequests', 'signers', 'resourcequotas', 'limitranges', 'runtimeclasses', 'priorityclasses'],
];

export const guardrailWriter: Rule = {
  id: 'SAI-IDN-031',
  name: 'guardrail-writer',
  title: 'Writes objects that guardrails depend on',
  rationale: 'A change of labels, policies, webhooks or endpoints switches protection off without touching a pod.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'rbac.authorization.k8s.io', kinds: ['Role', 'ClusterRole'] }] },
  cel: String.raw`
    ${NO_RULES} || object.rules.all(rule,
      !rule.?resources.orValue([]).exists(resource, resource.matches(r'^(${STANDS_ON.join('|')})(/.*)?$'))
      || rule.?verbs.orValue([]).all(verb, verb in ['get', 'list', 'watch'])
    )
  `,
  message:
    'role changes or deletes what guardrails stand on: labels of namespaces, policies, webhooks, endpoints or nodes',
  fix: 'allow get, list and watch only; leave changes to the pipeline of the platform',
  acknowledgeable: true,
  frameworks: {
    cis: ['5.1.11', '5.1.12'],
    owaspK8s: ['K02'],
    seed: ['Typical attack paths: Lateral movement in the cluster'],
  },
};
