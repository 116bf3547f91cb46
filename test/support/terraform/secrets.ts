/** Whatever of a stack would lie in the state, or in its outputs, as a secret that somebody can read. */
import { StackJson } from './stack';
import { CREDENTIALS } from '../../../lib/private/secrets';
import { Block, readSchema } from '../../../projenrc/alicloud/schema';

type Arguments = Record<string, unknown>;

/** Types that keep a secret in the state by their nature. */
const SECRET_TYPES = [
  'alicloud_cs_cluster_credential',
  'alicloud_ecs_key_pair',
  'alicloud_kms_secret',
  'alicloud_kms_secret_version',
  'alicloud_ram_access_key',
  'random_password',
  'tls_private_key',
];

/** Arguments that hold a secret by their name; the provider marks few of them. */
const SECRET_NAME =
  /password|passwd|secret_(data|key|access)|client_secret|private_key|(^|_)access_key$|token$|auth_tokens$/;

/** Where `token` says what words of a log are separated by. */
const DELIMITERS = /^alicloud_log_store_index\..*\.full_text$/;

const { resources } = readSchema();

export function secretsOf(stack: StackJson): string[] {
  const text = JSON.stringify(stack);
  const patterns = Object.entries(CREDENTIALS).filter(([, pattern]) => pattern.test(text));
  return [
    ...patterns.map(([kind]) => `text that looks like a ${kind}`),
    ...SECRET_TYPES.filter((type) => stack.resource?.[type] ?? stack.data?.[type]),
    ...Object.entries(stack.resource ?? {}).flatMap(([type, byName]) =>
      Object.entries(byName).flatMap(([name, args]) => secretArguments(args, resources[type], `${type}.${name}`)),
    ),
    ...(stack.provider?.alicloud ?? []).flatMap((provider) => secretArguments(provider, undefined, 'provider')),
    ...Object.entries(stack.resource?.alicloud_cs_managed_kubernetes ?? {})
      .filter(([, cluster]) => cluster.skip_set_certificate_authority !== true)
      .map(([name]) => `${name} writes the key of its administrator`),
    ...Object.entries(stack.output ?? {})
      .filter(([, { value }]) => /kube_?config|certificate_authority|client_key/.test(JSON.stringify(value)))
      .map(([name]) => `output ${name}`),
  ];
}

function secretArguments(args: Arguments, block: Block | undefined, at: string): string[] {
  return Object.entries(args).flatMap(([name, value]) => {
    const blocks = (Array.isArray(value) ? value : [value]).filter(
      (item): item is Arguments => typeof item === 'object' && item !== null,
    );
    const isSecret = block?.attributes[name]?.sensitive === true || (SECRET_NAME.test(name) && !DELIMITERS.test(at));
    return [
      ...(isSecret && value !== undefined && typeof value !== 'boolean' ? [`${at}.${name}`] : []),
      ...(name === '//'
        ? []
        : blocks.flatMap((nested) => secretArguments(nested, block?.block_types[name]?.block, `${at}.${name}`))),
    ];
  });
}
