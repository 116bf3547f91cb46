import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { IAckCluster } from './ack-cluster-props';
import { ObjectLock } from './object-lock';
import { ActiontrailTrail } from './provider/actiontrail-trail';
import { LogDashboard } from './provider/log-dashboard';
import { OssBucket } from './provider/oss-bucket';
import { SlsAlert } from './provider/sls-alert';
import { accountOf } from './support/account';
import { ALERT_SCHEDULE, alertConfiguration, AuditSource, dashboardCharts } from './support/audit-alerts';
import { exportToBucket } from './support/audit-export';
import { BUCKET_NAME, BUCKET_NAME_RULE, checkLock, hardenedBucket, logAccess } from './support/bucket';
import { checkBounds, checkPattern } from './support/known';
import { LOG_RETENTION_DAYS } from './support/log-storage';
import { regionOf } from './support/stack';
import { AuditSignal, auditSignals, checkAllowedActors } from '../detection/audit';
import { Problems } from '../private/problems';

/** Properties of `AuditTrail`. */
export interface AuditTrailProps {
  /** Cluster whose audit log is watched and kept. */
  readonly cluster: IAckCluster;

  /** Name of the bucket that keeps the evidence, 3 to 58 characters, which no other bucket of Alibaba Cloud has. */
  readonly evidenceBucketName: string;

  /**
   * Days for which nobody, not even the account, can change or delete what is in the bucket. The setting cannot be taken
   * back.
   *
   * @default 180
   */
  readonly lockDays?: number;

  /**
   * How objects are locked, where `lockDays` says for how long.
   *
   * @default ObjectLock.BUCKET_WORM
   */
  readonly lock?: ObjectLock;

  /**
   * Users that may do what an audit signal reports, by the id of the signal, for example
   * `{ 'secret-read': ['system:serviceaccount:argocd:argocd-server'] }`.
   *
   * @default - only the control plane itself
   */
  readonly allowedActors?: { [signal: string]: string[] };

  /**
   * Whether the calls of the whole account are kept as well. One trail of an account is enough.
   *
   * @default true
   */
  readonly accountTrail?: boolean;

  /**
   * First part of the names of what is made: roles and trail are replaced with it.
   *
   * @default - the resource prefix of the cluster
   */
  readonly name?: string;
}

/**
 * What happens to the audit log: alerts for what attackers do, a dashboard, and a copy in a bucket in which nobody can change
 * or delete it. The calls of the cloud account go there too.
 *
 * Alerts look for reads of Secrets and ConfigMaps, sessions in containers, permissions that change or grow, anonymous access,
 * tokens, admission control and protection taken away.
 */
export class AuditTrail extends Construct {
  /** What has no Terraform resource, and is done in the console of Simple Log Service. */
  public static readonly MANUAL_STEPS: string[] = [
    `set the retention of the audit store to ${LOG_RETENTION_DAYS} days: ACK makes it with 30`,
    'make an action policy that says who is told of alerts, and give its id to AuditTrail.notify',
  ];

  /** Ids of the audit signals that have an alert. */
  public readonly signals: string[];

  /** Bucket that keeps the evidence. */
  public readonly evidenceBucketName: string;

  /** The bucket itself. */
  public readonly resource: TerraformResource;

  private readonly source: AuditSource;
  private readonly alerts: [AuditSignal, SlsAlert][];

  /**
   * Defines alerts, dashboard and evidence.
   *
   * @param scope stack, or a construct in it
   * @param id construct id
   * @param props cluster and bucket
   * @throws InputError that lists everything that is wrong with the properties
   */
  public constructor(scope: Construct, id: string, props: AuditTrailProps) {
    super(scope, id);
    const { cluster, evidenceBucketName, lockDays } = props;
    const name = props.name ?? cluster.resourcePrefix;
    const problems = new Problems(this.node.path);
    problems.add(
      ...checkPattern('name', name, /^[a-z][a-z0-9-]{1,26}[a-z0-9]$/, {
        allowed: '3 to 28 lower case letters, digits and dashes, the first a letter',
        fix: 'give a name of that form, which becomes part of the name of the trail: it is the resourcePrefix of the cluster by default',
      }),
      ...checkPattern('name of the bucket', evidenceBucketName, BUCKET_NAME, BUCKET_NAME_RULE),
      ...checkBounds('days of the lock', lockDays, [1, 3650], `leave it out for ${LOG_RETENTION_DAYS}`),
      ...checkLock(props.lock, regionOf(this)),
      ...checkAllowedActors(props.allowedActors ?? {}),
    );
    problems.throwIfAny();

    const source = { region: regionOf(this), project: cluster.logProjectName, store: cluster.auditLogStoreName };
    const signals = auditSignals(props.allowedActors);
    this.source = source;
    this.signals = signals.map((signal) => signal.id);
    this.evidenceBucketName = evidenceBucketName;
    this.alerts = signals.map((signal) => [signal, this.addAlert(signal)]);
    this.addDashboard(signals);
    const bucket = hardenedBucket(this, 'Evidence', {
      name: evidenceBucketName,
      lock: { days: lockDays ?? LOG_RETENTION_DAYS, kind: props.lock ?? ObjectLock.BUCKET_WORM },
    });
    logAccess(this, bucket, lockDays ?? LOG_RETENTION_DAYS);
    this.resource = bucket;
    const role = exportToBucket(this, `${name}-audit-export`, source, bucket);
    if (props.accountTrail ?? true) {
      this.addAccountTrail(`${name}-account`, bucket, accountOf(this, role.arn));
    }
  }

  /**
   * Tells people of the alerts, which otherwise are found in the Alert Center only.
   *
   * @param actionPolicyId id of an action policy of Simple Log Service, which says who is told, and how
   * @throws InputError when the id is not one
   */
  public notify(actionPolicyId: string): void {
    const problems = new Problems(this.node.path);
    problems.add(
      ...checkPattern('action policy', actionPolicyId, /^[\w.-]+$/, {
        allowed: 'the id of an action policy, not its name',
        fix: 'copy it from the alert center of Simple Log Service',
      }),
    );
    problems.throwIfAny();
    for (const [signal, alert] of this.alerts) {
      alert.putConfiguration(alertConfiguration(signal, this.source, actionPolicyId));
    }
  }

  private addAlert(signal: AuditSignal): SlsAlert {
    return new SlsAlert(this, `Alert-${signal.id}`, {
      projectName: this.source.project,
      alertName: `audit-${signal.id}`,
      displayName: signal.title,
      status: 'ENABLED',
      schedule: ALERT_SCHEDULE,
      configuration: alertConfiguration(signal, this.source, ''),
    });
  }

  private addDashboard(signals: AuditSignal[]): void {
    new LogDashboard(this, 'Dashboard', {
      projectName: this.source.project,
      dashboardName: 'audit-signals',
      displayName: 'Audit signals',
      charList: dashboardCharts(signals, this.source.store),
    });
  }

  private addAccountTrail(name: string, bucket: OssBucket, account: string): void {
    const { region, project } = this.source;
    new ActiontrailTrail(this, 'AccountTrail', {
      trailName: name,
      eventRw: 'All',
      trailRegion: 'All',
      status: 'Enable',
      ossBucketName: bucket.bucket,
      ossKeyPrefix: 'account',
      slsProjectArn: `acs:log:${region}:${account}:project/${project}`,
    });
  }
}
