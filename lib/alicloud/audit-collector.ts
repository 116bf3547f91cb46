import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { LogAudit } from './provider/log-audit';
import { checkBounds, checkKnown, checkPattern, numberText } from './support/known';
import { nameFromId } from '../kubernetes/names';
import { Problem, Problems } from '../private/problems';

/** Properties of `AuditCollector`. */
export interface AuditCollectorProps {
  /** Id of the account that collects: that of the stack, and of nobody who runs workloads. */
  readonly accountId: string;

  /**
   * Ids of the accounts whose logs are copied. They belong to the resource directory of the collecting account.
   *
   * @default - all accounts of the resource directory
   */
  readonly sourceAccountIds?: string[];

  /**
   * Days that the copies are kept.
   *
   * @default 365
   */
  readonly retentionDays?: number;
}

/** What is copied, in the terms of the Log Audit Service. */
const LOGS = ['actiontrail', 'k8s_audit', 'k8s_event'];

/** Access logs of OSS are collected in each region and copied from there to the central store, which has a time of its own. */
const OSS_ACCESS_REGIONAL_DAYS = '7';

/** Logs of Security Center share one retention. */
const SECURITY_LOGS = ['sas_security_alert', 'sas_process', 'sas_network', 'sas_login'];

/**
 * Copies of audit logs in an account of their own: who takes over the account of the cluster cannot touch them. It goes into
 * a stack whose provider is the collecting account's.
 */
export class AuditCollector extends Construct {
  /** The collection itself. */
  public readonly resource: TerraformResource;

  /**
   * Defines the collection.
   *
   * @param scope stack of the collecting account, or a construct in it
   * @param id construct id
   * @param props accounts
   * @throws InputError that lists everything that is wrong with the properties
   */
  public constructor(scope: Construct, id: string, props: AuditCollectorProps) {
    super(scope, id);
    const { accountId, sourceAccountIds, retentionDays } = props;
    const account = {
      allowed: 'the digits of an account id',
      fix: 'copy it from the security settings of the account',
    };
    const problems = new Problems(this.node.path);
    problems.add(
      ...checkPattern('account', accountId, /^\d{10,20}$/, account),
      ...(sourceAccountIds ?? []).flatMap((got) => checkPattern('source account', got, /^\d{10,20}$/, account)),
      ...checkKnown(sourceAccountIds, (got) => (got.length > 0 ? [] : [noSources()])),
      ...checkBounds('days that copies are kept', retentionDays, [180, 3650], 'leave it out for 365'),
    );
    problems.throwIfAny();
    this.resource = new LogAudit(this, 'Resource', {
      displayName: nameFromId(id),
      aliuid: accountId,
      resourceDirectoryType: sourceAccountIds ? 'custom' : 'all',
      multiAccount: sourceAccountIds,
      variableMap: logVariables(numberText(retentionDays ?? 365)),
    });
  }
}

function logVariables(days: string): Record<string, string> {
  const logs = LOGS.flatMap((log) => [
    [`${log}_enabled`, 'true'],
    [`${log}_ttl`, days],
  ]);
  const oss = [
    ['oss_access_enabled', 'true'],
    ['oss_access_ttl', OSS_ACCESS_REGIONAL_DAYS],
    ['oss_sync_enabled', 'true'],
    ['oss_sync_ttl', days],
  ];
  return Object.fromEntries([
    ...logs,
    ...oss,
    ...SECURITY_LOGS.map((log) => [`${log}_enabled`, 'true']),
    ['sas_ttl', days],
  ]);
}

function noSources(): Problem {
  return {
    what: 'no member accounts to collect from',
    got: [],
    allowed: 'at least one account',
    fix: 'leave it out for all accounts of the resource directory',
  };
}
