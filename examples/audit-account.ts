/** Copies of the audit logs of all accounts, in an account of its own that runs nothing else. */
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { alicloud } from 'ack-secure-inference';

export function build(outdir: string): App[] {
  const app = new App({ outdir: `${outdir}/cdktf.out` });
  const stack = new TerraformStack(app, 'audit');
  // On disk for the example; docs/ALICLOUD.md shows an encrypted state in OSS.
  new LocalBackend(stack, { path: 'audit.tfstate' });
  new alicloud.AlicloudProvider(stack, 'Alicloud', {
    region: 'cn-hangzhou',
    assumeRoleArn: 'acs:ram::1234567890123456:role/terraform-audit',
  });
  new alicloud.AuditCollector(stack, 'CentralAudit', { accountId: '1234567890123456', retentionDays: 730 });
  const auditor = new alicloud.StsRole(stack, 'Auditor', {
    description: 'Reads the copies of audit logs',
    trusted: [alicloud.StsPrincipal.saml('acs:ram::1234567890123456:saml-provider/acme')],
  });
  auditor.allow({
    actions: ['log:Get*', 'log:List*'],
    resources: ['acs:log:cn-hangzhou:1234567890123456:project/slsaudit-center-*'],
  });
  return [app];
}
