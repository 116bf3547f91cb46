import { Rule } from '../rules/rule';

/**
 * Software that nobody here wrote and that the project's own tests hold each control against. It judged samples and
 * examples, not the files that this evidence is about: run it on them where that matters.
 */
export const JUDGES: Readonly<Record<string, string>> = {
  'cel-engine': 'the rule is evaluated on the files of this evidence, by its own text, with a CEL engine',
  'rule-function':
    'the rule is evaluated on the files of this evidence, by a function over a model of what is in force',
  'kube-apiserver':
    'a real Kubernetes API server admits the examples and, as a ValidatingAdmissionPolicy, judges samples',
  'network-policy-engine':
    'the policy engine of kube-network-policies lets through what the model lets through, in random situations',
  'pod-security': 'the Pod Security library of Kubernetes agrees on its own samples',
  'provider-schema': 'the schema of the Terraform provider for Alibaba Cloud accepts every stack of the examples',
  'audit-log': 'each act on a real API server fires its signals and no other, and controllers at work fire none',
  'tetragon-crd': 'a real API server accepts the policies by the resource definition of Tetragon',
  promtool: 'each alert fires in a situation that it is for, and is quiet in one that is nearly the same',
};

export function judgesOf({ match, frameworks }: Rule): string[] {
  switch (match.subject) {
    case 'model':
      return ['rule-function', ...(match.judges ?? [])];
    case 'bundle':
      return ['cel-engine'];
    case 'terraform':
      return ['cel-engine', 'provider-schema'];
    default:
      return ['cel-engine', 'kube-apiserver', ...(frameworks.pss ? ['pod-security'] : [])];
  }
}
