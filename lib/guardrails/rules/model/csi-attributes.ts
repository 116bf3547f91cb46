import { Rule } from '../rule';
import { Severity } from '../severity';

/** Names of attributes are read without regard to case: kubernetes-sigs/alibaba-cloud-csi-driver, pkg/oss/utils.go, 2026-08-20. */
export const ACCESS_KEY = String.raw`^[aA][kK]([iI][dD]|[sS][eE][cC][rR][eE][tT])$`;
export const WEAK_OPTIONS = String.raw`(no_check_certificate|ssl_verify_hostname=0|umask=0+(\s|,|$)|curldbg)`;

/** Fields of PersistentVolumes that a text looks at, as `attributes`, where the driver is one. */
export const OSS_DRIVER = 'ossplugin.csi.alibabacloud.com';
export const NAS_DRIVER = 'nasplugin.csi.alibabacloud.com';

export function attributesHold(texts: Readonly<Record<string, string>>): string {
  const each = Object.entries(texts).map(([driver, text]) => `(csi.?driver.orValue('') != '${driver}' || (${text}))`);
  return `[dyn(object).?spec.?csi.orValue({})].all(csi, [csi.?volumeAttributes.orValue({})].all(attributes, ${each.join(' && ')}))`;
}

const OSS = String.raw`
      attributes.?authType.orValue('') in ['rrsa', 'csi-secret-store', 'sts']
      && (attributes.?authType.orValue('') != 'sts' || has(attributes.roleName))
      && (!has(attributes.url) || attributes.url.contains('-internal.') || !attributes.url.contains('.aliyuncs.com'))
      && attributes.all(key, !key.matches(r'^[oO][tT][hH][eE][rR][oO][pP][tT][sS]$') || !attributes[key].matches(r'${WEAK_OPTIONS}'))
      && attributes.all(key, !key.matches(r'^[uU][rR][lL]$') || !attributes[key].startsWith('http://'))
      && attributes.?overlay.orValue('false') != 'true'`;

const NAS = String.raw`!attributes.?mode.orValue('').matches(r'[2367]$')`;

export const csiAttributes: Rule = {
  id: 'SAI-MDL-030',
  name: 'csi-volume-attributes',
  title: 'Model volume with weak settings',
  rationale:
    'A volume of weights that is mounted with a long-term key, without TLS or with its whole bucket gives more away than one model.',
  severity: Severity.MEDIUM,
  match: {
    subject: 'object',
    kinds: [
      { group: '', kinds: ['PersistentVolume'] },
      { group: 'storage.k8s.io', kinds: ['StorageClass'] },
    ],
  },
  cel: `
    object.kind == 'StorageClass'
    ? dyn(object).?parameters.orValue({}).all(key, !key.matches(r'${ACCESS_KEY}'))
    : (
      dyn(object).?spec.?csi.?volumeAttributes.orValue({}).all(key, !key.matches(r'${ACCESS_KEY}'))
      && ${attributesHold({ [OSS_DRIVER]: OSS, [NAS_DRIVER]: NAS })}
    )
  `,
  message: 'a volume uses a long-term key, plain HTTP or a public endpoint, unchecked TLS or modes for everybody',
  fix: 'set authType: rrsa with a role of its own, url: https://oss-<region>-internal.aliyuncs.com and the path of one model',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K03'],
    owaspLlm: ['LLM03'],
    atlas: ['AML.T0025'],
    seed: ['Phase 1: Standardize model formats and signature verification'],
  },
};
