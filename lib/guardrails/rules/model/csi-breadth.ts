import { attributesHold, NAS_DRIVER, OSS_DRIVER } from './csi-attributes';
import { Rule } from '../rule';
import { Severity } from '../severity';

const NOT_ROOT = "!(attributes.?path.orValue('/') in ['', '/'])";

export const csiBreadth: Rule = {
  id: 'SAI-MDL-031',
  name: 'csi-volume-breadth',
  title: 'Model volume of a whole bucket, or without TLS',
  rationale:
    'The driver talks plain HTTP to an internal endpoint without a scheme, and mounts all that the path does not narrow.',
  severity: Severity.LOW,
  match: { subject: 'object', kinds: [{ group: '', kinds: ['PersistentVolume'] }] },
  // setTransmissionProtocol in kubernetes-sigs/alibaba-cloud-csi-driver, pkg/oss/utils.go, 2026-08-20
  cel: attributesHold({
    [OSS_DRIVER]: `(!has(attributes.url) || attributes.url.startsWith('https://')) && ${NOT_ROOT}`,
    [NAS_DRIVER]: NOT_ROOT,
  }),
  message: 'a volume mounts a whole bucket or file system, or reads weights over plain HTTP',
  fix: 'set the path of one model, and url: https://oss-<region>-internal.aliyuncs.com',
  acknowledgeable: true,
  frameworks: {
    owaspLlm: ['LLM03'],
    atlas: ['AML.T0025'],
    seed: ['Phase 1: Standardize model formats and signature verification'],
  },
};
