import { asKind, POD_KINDS, REPRESENTATIVES } from './pod-kinds';
import { isEnforceable } from '../../../lib/guardrails/admission/validations';
import { Parameters } from '../../../lib/guardrails/evaluation/violation';
import { RULES } from '../../../lib/guardrails/rules';
import { CelRule } from '../../../lib/guardrails/rules/rule';
import { Manifest } from '../../../lib/objects/manifest';
import { manifestsOf, Sample, SAMPLES } from '../../guardrails/rules/samples';

/** An object that is sent to a judge, and the parameters that rules have where it goes. */
export interface Sent {
  readonly name: string;
  readonly params: Parameters;
  readonly manifest: Manifest;
}

/** One object that a sample of a rule makes, with a name such as `SAI-POD-001 disallowed[0] as Deployment`. */
export interface Case extends Sent {
  readonly rule: CelRule;
}

const HOST_NAMESPACES = 'SAI-POD-009';

export const ENFORCEABLE = RULES.filter(isEnforceable);

/** Every sample of every rule that an API server can enforce; those of pods as several kinds that have pods. */
export const CASES: Case[] = casesAs(REPRESENTATIVES);

/** Every sample of every rule that an API server can enforce; those of pods as these kinds. */
export function casesAs(kinds: readonly string[]): Case[] {
  return ENFORCEABLE.flatMap((rule) => {
    const { allowed, disallowed, absent, malformed } = SAMPLES.get(rule.id)!;
    return [
      ...allowed.flatMap((sample, index) => casesOf(rule, `allowed[${index}]`, sample, kinds)),
      ...disallowed.flatMap((sample, index) => casesOf(rule, `disallowed[${index}]`, sample, kinds)),
      ...casesOf(rule, 'absent', absent, kinds),
      ...casesOf(rule, 'malformed', malformed, kinds),
    ];
  });
}

/** Pods in namespaces of the node, as every kind that has pods. */
export const KIND_CASES: Case[] = casesOf(
  ENFORCEABLE.find(({ id }) => id === HOST_NAMESPACES)!,
  'disallowed[0]',
  SAMPLES.get(HOST_NAMESPACES)!.disallowed[0],
  POD_KINDS,
);

export const objectsOf = (cases: readonly Sent[]): Manifest[] => cases.map(({ manifest }) => manifest);

function casesOf(rule: CelRule, sampleName: string, sample: Sample, kinds: readonly string[]): Case[] {
  const manifests = manifestsOf(rule, sample);
  const all =
    rule.match.subject === 'object' ? manifests : manifests.flatMap((pod) => kinds.map((kind) => asKind(kind, pod)));
  return all.map((manifest) => ({
    ...{ rule, manifest, params: sample.params ?? {} },
    name: `${rule.id} ${sampleName} as ${manifest.kind}`,
  }));
}
