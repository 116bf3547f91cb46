import { stringify } from 'yaml';
import { ackInstances } from './ack';
import { AdmissionAction } from '../guardrails/admission/admission-action';
import { AdmissionOptions } from '../guardrails/admission/admission-options';
import { AdmissionPolicies, NotEnforced } from '../guardrails/admission/admission-policies';
import { enforcedRules } from '../guardrails/admission/selection';
import { UsageError } from '../scan/request';

/** What makes a cluster enforce rules. */
export interface PolicyOutput {
  /** Texts by file name, in the order in which they are to be applied. */
  readonly files: Readonly<Record<string, string>>;
  readonly notEnforced: readonly NotEnforced[];
}

/** By the name that `--engine` takes. */
export const ENGINES = { vap, gatekeeper, ack } satisfies Record<string, (options: AdmissionOptions) => PolicyOutput>;

export type Engine = keyof typeof ENGINES;

function vap(options: AdmissionOptions): PolicyOutput {
  const policies = new AdmissionPolicies(options);
  const objects = policies.validatingAdmissionPolicies();
  const ofKind = (wanted: string) => documents(objects.filter(({ kind }) => kind === wanted));
  return {
    files: {
      '1-parameters.yaml': ofKind('ConfigMap'),
      '2-policies.yaml': ofKind('ValidatingAdmissionPolicy'),
      '3-bindings.yaml': ofKind('ValidatingAdmissionPolicyBinding'),
    },
    notEnforced: policies.notEnforced,
  };
}

function gatekeeper(options: AdmissionOptions): PolicyOutput {
  const policies = new AdmissionPolicies(options);
  return {
    files: {
      '1-templates.yaml': documents(policies.gatekeeperTemplates()),
      '2-constraints.yaml': documents(policies.gatekeeperConstraints()),
    },
    notEnforced: policies.notEnforced,
  };
}

function ack(options: AdmissionOptions): PolicyOutput {
  const { notEnforced } = new AdmissionPolicies(options);
  const audited = [options.action, ...Object.values(options.actions ?? {})].includes(AdmissionAction.AUDIT);
  if (audited) {
    throw new UsageError('--engine ack: policies of ACK deny or warn, and do not audit');
  }
  const instances = ackInstances(enforcedRules(options), options.registries ?? []);
  return {
    files: { 'policies.tf.json': `${JSON.stringify(instances.terraform, undefined, 2)}\n` },
    notEnforced: [...notEnforced, ...instances.notEnforced],
  };
}

/** YAML as the parser of Kubernetes reads it, to which `on` is a truth value. */
function documents(objects: readonly object[]): string {
  return objects.map((object) => stringify(object, { version: '1.1', lineWidth: 0 })).join('---\n');
}
