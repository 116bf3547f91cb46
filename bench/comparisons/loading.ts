import { Comparison, loading, total } from './comparison';

/** What it costs to have the package, before anything is made with it. */
export const LOADING: readonly Comparison[] = [
  {
    id: 'require',
    title: "require('ack-secure-inference') ÷ require('cdk8s'), whole process",
    subject: loading('ack-secure-inference'),
    baseline: loading('cdk8s'),
    derive: total,
    target: 1.15,
  },
  {
    id: 'require-used',
    title: 'the same, and using its app, namespace and service',
    subject: loading('ack-secure-inference', ['SecureApp', 'SecureNamespace', 'SecureGpuInferenceService']),
    baseline: loading('cdk8s'),
    derive: total,
    target: 1.15,
  },
  {
    id: 'require-alicloud',
    title: "alicloud with the five resources of a key and a role ÷ require('cdktf'), whole process",
    subject: loading(
      'ack-secure-inference',
      ['alicloud.EncryptionKey', 'alicloud.StsRole'],
      ['kms-key', 'kms-alias', 'ram-role', 'ram-policy', 'ram-role-policy-attachment'],
    ),
    baseline: loading('cdktf'),
    derive: total,
    target: 1.05,
    limit: 1.2,
  },
  {
    id: 'version',
    title: 'ack-secure-inference --version ÷ node -e 0',
    subject: { script: 'command', name: 'version' },
    baseline: { script: 'command', name: 'node' },
    derive: total,
    target: 1.5,
  },
];
