import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { goModuleDir } from '../support/go';

/** Definitions of policies on image signatures that published Go modules carry. */
const SIGNATURES = [
  {
    ...{ module: 'github.com/sigstore/policy-controller', version: 'v0.13.1' },
    file: 'config/300-clusterimagepolicy.yaml',
  },
  ...[
    'policies.kyverno.io/policies.kyverno.io_imagevalidatingpolicies',
    'kyverno/kyverno.io_clusterpolicies',
    'kyverno/kyverno.io_policies',
  ].map((resource) => ({
    ...{ module: 'github.com/kyverno/kyverno', version: 'v1.19.1' },
    file: `config/crds/${resource}.yaml`,
  })),
  ...['keymanagementproviders', 'policies', 'stores', 'verifiers'].map((resource) => ({
    ...{ module: 'github.com/ratify-project/ratify', version: 'v1.4.6' },
    file: `config/crd/bases/config.ratify.deislabs.io_${resource}.yaml`,
  })),
];

/** Definitions of policies on image signatures, without webhooks that convert between versions: nothing would answer. */
export function signaturePolicies(): any[] {
  const published = SIGNATURES.map(({ module, version, file }) => {
    const [document] = parseAllDocuments(readFileSync(join(goModuleDir(module, version), file), 'utf8'));
    const manifest = document.toJS();
    delete manifest.spec.conversion;
    return manifest;
  });
  return [...published, ...KRITIS, RATIFY_VERIFICATION];
}

const text = { type: 'string' };
const texts = { type: 'array', items: text };

/** Kinds of ACK's kritis-validation-hook, which no registry carries: written from the fields that its documentation names. */
const KRITIS = [
  kritisKind('AttestationAuthority', 'attestationauthorities', 'Namespaced', {
    noteReference: text,
    publicKeyData: text,
    publicKeyId: text,
  }),
  kritisKind('GenericAttestationPolicy', 'genericattestationpolicies', 'Namespaced', {
    attestationAuthorityNames: texts,
  }),
  kritisKind('AdmissionAllowlist', 'admissionallowlists', 'Cluster', {
    patterns: {
      type: 'array',
      items: { type: 'object', required: ['namePattern'], properties: { namePattern: text, namespace: text } },
    },
  }),
];

/** As Gatekeeper makes it from a template without parameters. */
const RATIFY_VERIFICATION = definition(
  'constraints.gatekeeper.sh',
  'RatifyVerification',
  'ratifyverification',
  'Cluster',
  {
    enforcementAction: text,
    match: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
  },
);

function kritisKind(kind: string, plural: string, scope: string, spec: object): any {
  return definition('kritis.grafeas.io', kind, plural, scope, spec);
}

function definition(group: string, kind: string, plural: string, scope: string, spec: object): any {
  const schema = { type: 'object', properties: { spec: { type: 'object', properties: spec } } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      ...{ group, names: { kind, plural }, scope },
      versions: [{ name: 'v1beta1', served: true, storage: true, schema: { openAPIV3Schema: schema } }],
    },
  };
}
