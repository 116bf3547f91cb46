import { Door } from './door';

/** Annotations that give a pod the identity of a RAM role, or another environment, past its service account. */
export const POD_IDENTITY_DOORS: readonly Door[] = [
  {
    key: 'k8s.aliyun.com/eci-ram-role-name',
    opens: 'every container gets credentials of the RAM role from the metadata service',
    source: 'Alibaba Cloud documentation of ECI pod annotations, February 2026',
  },
  {
    key: 'pod-identity.alibabacloud.com/override-env',
    shut: ['false'],
    opens: 'values of the webhook win over reviewed variables',
    source: 'Alibaba Cloud help, "ack-pod-identity-webhook", 0.4.2',
  },
];
