import { Op, TerraformResource, Token } from 'cdktf';
import { Construct } from 'constructs';
import { ClientRule } from './client-rule';
import { ThreatDetectionClientFileProtect } from './provider/threat-detection-client-file-protect';
import { ThreatDetectionClientUserDefineRule } from './provider/threat-detection-client-user-define-rule';
import { ThreatDetectionCycleTask } from './provider/threat-detection-cycle-task';
import { ThreatDetectionInstance } from './provider/threat-detection-instance';
import { ThreatDetectionLogMeta } from './provider/threat-detection-log-meta';
import { SecurityEdition } from './security-edition';
import { checkBounds, checkKnown } from './support/known';
import { Problem, Problems } from '../private/problems';

/** Properties of `RuntimeDetection`. */
export interface RuntimeDetectionProps {
  /**
   * Edition of Security Center, and how it is paid.
   *
   * @default SecurityEdition.payAsYouGo()
   */
  readonly edition?: SecurityEdition;

  /**
   * Hour at which scans begin, 0 to 18, in the time zone of the account. They have six hours.
   *
   * @default 0
   */
  readonly scanHour?: number;

  /**
   * Files of nodes in whose place nobody puts others without an alert. A star stands for any characters.
   *
   * @default - programs and configuration of kubelet and containerd, jobs, keys and preloaded libraries
   */
  readonly watchedFiles?: string[];

  /**
   * What processes may not do, beyond what Security Center knows by itself.
   *
   * @default - nothing more
   */
  readonly rules?: ClientRule[];
}

/** Where whoever got out of a container settles. */
const WATCHED_FILES = [
  '/etc/kubernetes/*',
  '/etc/containerd/*',
  '/usr/bin/kubelet',
  '/usr/bin/containerd*',
  '/usr/bin/runc',
  '/etc/systemd/system/*',
  '/etc/cron*',
  '/root/.ssh/authorized_keys',
  '/etc/ld.so.preload',
];

/** Logs that are kept, beyond those of alerts: what ran, whom it called, who logged in, and what scans found. */
const LOGS = [
  'sas-security-log',
  'aegis-log-process',
  'aegis-log-network',
  'aegis-log-dns-query',
  'aegis-log-login',
  'sas-vul-log',
  'sas-hc-log',
  'sas-filedetect-log',
];

/** Scans that come again, and after how many days. */
const SCANS = { VIRUS_VUL_SCHEDULE_SCAN: 1, IMAGE_SCAN: 1, EMG_VUL_SCHEDULE_SCAN: 7 };

/** A day in the past: the first scan is on the next day. */
const FIRST_DAY = Date.UTC(2026, 0, 1);

/**
 * Security Center for an account: the edition that looks into containers, scans that come again, logs, an alert on files
 * of nodes that are put in the place of others, and rules of yours. One account has one.
 *
 * Its rules against escape from containers, the firewall of containers and its notifications have no Terraform resource:
 * they are in `MANUAL_STEPS`. Terraform does not destroy what was bought.
 */
export class RuntimeDetection extends Construct {
  /** What has no Terraform resource, and is done in the console of Security Center. */
  public static readonly MANUAL_STEPS: string[] = [
    'switch Kubernetes threat detection on for the cluster, and proactive defense for containers',
    'set the rules against escape from containers to block',
    'choose the servers of the rule on core files',
    'say who is notified of alerts, and how',
  ];

  /** The purchase, or nothing where the account had Security Center before. */
  public readonly resource?: TerraformResource;

  /**
   * Defines edition, scans, logs and rules.
   *
   * @param scope stack, or a construct in it
   * @param id construct id
   * @param props edition and rules
   * @throws InputError that lists everything that is wrong with the properties
   */
  public constructor(scope: Construct, id: string, props: RuntimeDetectionProps = {}) {
    super(scope, id);
    const { edition = SecurityEdition.payAsYouGo(), watchedFiles = WATCHED_FILES, rules = [], scanHour = 0 } = props;
    const problems = new Problems(this.node.path);
    problems.add(
      ...edition._problems,
      ...checkBounds('hour at which scans begin', scanHour, [0, 18], 'leave it out for midnight'),
      ...checkKnown(watchedFiles, checkFiles),
      ...rules.flatMap((rule) => rule._problems()),
      ...checkNames(rules.map(({ name }) => name)),
    );
    problems.throwIfAny();

    const instance = edition._arguments && new ThreatDetectionInstance(this, 'Resource', edition._arguments);
    const dependsOn = instance && [instance];
    this.resource = instance;
    for (const [task, days] of Object.entries(SCANS)) {
      new ThreatDetectionCycleTask(this, `Scan-${task}`, {
        ...{ taskType: task, taskName: task, source: 'console_batch', enable: 1, dependsOn },
        ...{ firstDateStr: FIRST_DAY, periodUnit: 'day', intervalPeriod: days },
        ...{ targetStartTime: scanHour, targetEndTime: sixHoursAfter(scanHour) },
      });
    }
    for (const log of LOGS) {
      new ThreatDetectionLogMeta(this, `Log-${log}`, { logMetaName: log, status: 'enabled', dependsOn });
    }
    new ThreatDetectionClientFileProtect(this, 'CoreFiles', {
      ruleName: 'core-files-of-nodes',
      filePaths: watchedFiles,
      procPaths: ['*'],
      // The only operation that is documented.
      fileOps: ['CREATE'],
      ruleAction: 'alert',
      // Suspicious: the provider takes nothing higher.
      alertLevel: 2,
      status: 1,
      dependsOn,
    });
    for (const rule of rules) {
      new ThreatDetectionClientUserDefineRule(this, `Rule-${rule.name}`, { ...rule._arguments(), dependsOn });
    }
  }
}

/** Also where the hour only exists when Terraform runs. */
function sixHoursAfter(hour: number): number {
  return Token.isUnresolved(hour) ? Token.asNumber(Op.add(hour, 6)) : hour + 6;
}

function checkFiles(files: string[]): Problem[] {
  const wrong = files.filter((file) => !Token.isUnresolved(file) && !/^\/[^\s]+$/.test(file));
  return files.length > 0 && wrong.length === 0
    ? []
    : [
        {
          what: 'files that are watched are not paths of nodes',
          got: files.length === 0 ? files : wrong,
          allowed: 'at least one absolute path, in which a star stands for any characters',
          fix: 'leave it out for what nodes run on',
        },
      ];
}

function checkNames(names: string[]): Problem[] {
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return twice.map((got) => ({
    what: 'two rules have one name',
    got,
    allowed: 'a name for each rule',
    fix: 'name them after what they deny',
  }));
}
