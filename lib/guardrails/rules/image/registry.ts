import { REGISTRIES } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const registry: Rule = {
  id: 'SAI-IMG-002',
  name: 'foreign-registry',
  title: 'Image from a registry that is not allowed',
  rationale: 'Images of registries that nobody controls are neither scanned nor signed by your pipeline.',
  severity: Severity.HIGH,
  match: { subject: 'container' },
  cel: String.raw`
    variables.params.registries.size() == 0
    ? container.?image.orValue('').matches(r'^[a-z0-9-]+\.[a-z0-9-]+\.cr\.aliyuncs\.com/')
    : variables.params.registries.exists(prefix,
      container.?image.orValue('').startsWith(prefix.endsWith('/') ? prefix : prefix + '/')
    )
  `,
  message: 'image comes from a registry that is not allowed',
  fix: 'copy the image to your own registry, where it is scanned and signed, or allow its prefix',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K04'],
    owaspLlm: ['LLM03'],
    atlas: ['AML.T0010'],
    seed: ['Typical attack paths: Container image supply chain attacks'],
  },
  params: { registries: REGISTRIES },
  ackPolicy: 'ACKAllowedRepos',
};
