import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { evaluateManifests, evaluateStack } from '../../../lib/guardrails/evaluation/evaluate';
import { Parameters } from '../../../lib/guardrails/evaluation/violation';
import { Rule } from '../../../lib/guardrails/rules/rule';
import { Manifest } from '../../../lib/objects/manifest';
import { ObjectKinds } from '../../../lib/objects/object-kinds';
import { resourcesOfConfiguration } from '../../../lib/terraform/configuration';
import { TerraformResource } from '../../../lib/terraform/resource';

type Fields = { [name: string]: unknown };

/** Only what a rule looks at; the rest comes from a minimal object that is merged below it. */
export interface Sample {
  readonly params?: Parameters;
  /** Fields of a container. */
  readonly container?: Fields;
  /** Fields of the pod spec around the container. */
  readonly pod?: Fields;
  /** Fields of the metadata and the spec of a pod template. */
  readonly metadata?: Fields;
  readonly spec?: Fields;
  /** Fields of an object. */
  readonly object?: Fields;
  /** Kinds of the rule that have these fields; all of them by default. */
  readonly kinds?: readonly string[];
  /** Whole objects. */
  readonly objects?: Manifest[];
  /** Arguments of a Terraform resource. */
  readonly resource?: Fields;
  /** Arguments of Terraform resources by type. */
  readonly resources?: { [type: string]: Fields[] };
}

export interface Samples {
  /** Id of the rule. */
  readonly rule: string;
  readonly allowed: Sample[];
  readonly disallowed: Sample[];
  /** The field that the rule looks at is not there. */
  readonly absent: Sample & { readonly verdict: 'allowed' | 'disallowed' };
  /** The field has another type than it should; never allowed. */
  readonly malformed: Sample;
}

/** Put together here, so that no scanner takes a sample for a real key. */
const SECRETS: Record<string, string> = {
  AK: 'LTAI' + '5tAbCdEfGhIjKlMnOpQr',
  HF: 'hf_' + 'aBcDeFgHiJkLmNoPqRsTuVwXyZ01234567',
  SK: 'sk-' + 'proj-abcdefghijklmnopqrstuvwx',
  AWS: 'AKIA' + 'IOSFODNN7EXAMPLE',
  GH: 'ghp_' + 'abcdefghijklmnopqrstuvwxyz0123456789',
};

/** Samples of every rule, by its id. */
export const SAMPLES: ReadonlyMap<string, Samples> = new Map(
  readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.samples.yaml'))
    .map((file) => read(join(__dirname, file)))
    .map((samples) => [samples.rule, samples]),
);

/** Samples of a rule, whose file says which rule it is of. */
export function samplesOf(id: string): Samples {
  const samples = SAMPLES.get(id);
  if (samples === undefined) {
    throw new Error(`no samples of ${id}: add test/guardrails/rules/<area>/<name>.samples.yaml`);
  }
  return samples;
}

function read(file: string): Samples {
  const text = readFileSync(file, 'utf8').replace(/\{\{([A-Z]+)\}\}/g, (_, name: string) => SECRETS[name]);
  return parse(text) as Samples;
}

/** Whether a rule holds for a sample. */
export function holds(rule: Rule, sample: Sample): boolean {
  const { match } = rule;
  if (match.subject === 'terraform') {
    return holdsIn(resourcesOf(match.types, sample), rule, sample.params);
  }
  if (match.subject === 'object') {
    return holdsForEach(manifestsOf(rule, sample), rule, sample.params);
  }
  return evaluateManifests(manifestsOf(rule, sample), sample.params, [rule]).length === 0;
}

/** A configuration with the resources of a sample, which refer to each other as `alicloud_oss_bucket.sample0`. */
export function resourcesOf(types: readonly string[], { resource, resources }: Sample): TerraformResource[] {
  const byType = resources ?? Object.fromEntries(types.map((type) => [type, [resource!]]));
  const configuration: Record<string, Fields> = { resource: {}, data: {}, provider: {}, backend: {} };
  for (const [type, all] of Object.entries(byType)) {
    const [block, label] = type.includes('.') ? type.split('.') : ['resource', type];
    const isNamed = ['resource', 'data'].includes(block);
    configuration[block][label] = isNamed ? Object.fromEntries(all.map((one, index) => [`sample${index}`, one])) : all;
  }
  const { backend, ...blocks } = configuration;
  return resourcesOfConfiguration({ ...blocks, terraform: { backend } });
}

/** A rule that reads fields of one kind only would pass over those of another: every kind has the verdict of the sample. */
function holdsForEach(manifests: readonly Manifest[], rule: Rule, parameters?: Parameters): boolean {
  const broken = manifests.filter((manifest) => evaluateManifests([manifest], parameters, [rule]).length > 0);
  if (broken.length > 0 && broken.length < manifests.length) {
    throw new Error(
      `${rule.id} does not hold for ${broken.map(({ kind }) => kind).join(', ')} only, of ` +
        `${manifests.map(({ kind }) => kind).join(', ')}: name the kinds of the sample, or mend the rule`,
    );
  }
  return broken.length === 0;
}

/** What a rule cannot answer does not hold either. */
function holdsIn(resources: readonly TerraformResource[], rule: Rule, parameters?: Parameters): boolean {
  let isJudged = true;
  const violations = evaluateStack(resources, parameters, [rule], undefined, () => (isJudged = false));
  return isJudged && violations.length === 0;
}

/** What a sample looks like as Kubernetes objects: one for each kind that the rule matches. */
export function manifestsOf(rule: Rule, sample: Sample): Manifest[] {
  const { match } = rule;
  switch (match.subject) {
    case 'object':
      return match.kinds.flatMap(({ group, kinds }) =>
        kinds
          .filter((kind) => sample.kinds?.includes(kind) ?? true)
          .map((kind) => merge(skeleton(group, kind), sample.object) as Manifest),
      );
    case 'pod':
      return [pod({ metadata: sample.metadata, spec: sample.spec })];
    case 'container':
      return [pod({ spec: merge(sample.pod ?? {}, { containers: [merge(CONTAINER, sample.container)] }) as Fields })];
    default:
      return sample.objects!;
  }
}

const IMAGE = `acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/engine@sha256:${'0123456789abcdef'.repeat(4)}`;
const CONTAINER = { name: 'engine', image: IMAGE };
const LABELS = { app: 'engine' };
const POD = { metadata: { labels: LABELS }, spec: { containers: [CONTAINER] } };

function pod(fields: Fields): Manifest {
  const template = merge(POD, fields) as Fields;
  const { metadata, ...rest } = template;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'sample', ...(metadata as Fields) },
    ...rest,
  };
}

/** Versions that a real API server serves where it is not v1, by API group, or by group and kind. */
const VERSIONS: Record<string, string> = {
  'inference.networking.k8s.io': 'v1',
  'constraints.gatekeeper.sh': 'v1beta1',
  'extensions.istio.io': 'v1alpha1',
  'istio.alibabacloud.com': 'v1beta1',
  'kritis.grafeas.io': 'v1beta1',
  'network.alibabacloud.com': 'v1beta1',
  'networking.istio.io/EnvoyFilter': 'v1alpha3',
  'networking.istio.io/ProxyConfig': 'v1beta1',
  'policy.networking.k8s.io': 'v1alpha1',
  'policy.sigstore.dev': 'v1beta1',
  'ramauthenticator.k8s.alibabacloud': 'v1alpha1',
};

const WORKLOAD = { spec: { selector: { matchLabels: LABELS }, template: POD } };
/** Jobs end, so that their pods may not always be restarted. */
const JOB = { spec: { template: { ...POD, spec: { ...POD.spec, restartPolicy: 'Never' } } } };

/** The least that an API server wants of a kind. */
const LEAST: Record<string, Fields> = {
  PersistentVolume: { spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadOnlyMany'] } },
  StorageClass: { provisioner: 'ossplugin.csi.alibabacloud.com' },
  Pod: POD,
  Deployment: WORKLOAD,
  StatefulSet: WORKLOAD,
  DaemonSet: WORKLOAD,
  Job: JOB,
  CronJob: { spec: { schedule: '@daily', jobTemplate: JOB } },
  Service: { spec: { ports: [{ port: 80 }] } },
  InferencePool: {
    spec: {
      selector: { matchLabels: LABELS },
      targetPorts: [{ number: 8000 }],
      endpointPickerRef: { port: { number: 9002 } },
    },
  },
  RoleBinding: { roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' } },
  ClusterRoleBinding: { roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' } },
};

function skeleton(group: ObjectKinds['group'], kind: string): Fields {
  const version = VERSIONS[`${group}/${kind}`] ?? VERSIONS[group] ?? 'v1';
  const head = { apiVersion: group ? `${group}/${version}` : version, kind, metadata: { name: 'sample' } };
  return merge(head, LEAST[kind]) as Fields;
}

/** Maps are merged, lists are replaced, and null takes a field away. */
export function merge(base: unknown, over: unknown): unknown {
  if (over === undefined) {
    return base;
  }
  if (!isMap(base) || !isMap(over)) {
    return over;
  }
  const merged: Fields = { ...base };
  for (const [name, value] of Object.entries(over)) {
    merged[name] = merge(base[name], value);
    if (value === null) {
      delete merged[name];
    }
  }
  return merged;
}

function isMap(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
