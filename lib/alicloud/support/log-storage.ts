import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { NameRule } from './known';
import { neverDestroyed } from './protection';
import { MIN_RETENTION_DAYS } from '../../guardrails/rules/audit/retention';
import { LogProject } from '../provider/log-project';
import { LogStore } from '../provider/log-store';
import { LogStoreIndex } from '../provider/log-store-index';

/** Days that logs are kept where nothing else is asked for: long enough to look back at an incident that is found late. */
export const LOG_RETENTION_DAYS = MIN_RETENTION_DAYS;

export const LOG_PROJECT_NAME = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;

export const LOG_PROJECT_NAME_RULE: NameRule = {
  allowed: '3 to 63 lower case letters, digits and dashes',
  fix: 'choose a name that no other project of the region has, or leave it out',
};

/** What a project of Simple Log Service is called, and what for. */
export interface LogProjectOptions {
  /** The name, as it is; where it is left out, it is made of `prefix` and the VPC. */
  readonly name?: string;
  readonly prefix: string;
  readonly vpcId: string;
  readonly description: string;
}

/**
 * A project of Simple Log Service. Its name is unique in a region of Alibaba Cloud, whoever has it: eight digits of a hash of
 * the VPC tell it from those of others, since no two VPCs have one id.
 */
export function logProject(scope: Construct, id: string, options: LogProjectOptions): LogProject {
  const { name, prefix, vpcId, description } = options;
  return new LogProject(scope, id, {
    projectName: name ?? `${prefix}-${Fn.substr(Fn.sha1(vpcId), 0, 8)}`,
    description,
    lifecycle: neverDestroyed(),
  });
}

/** An encrypted store of a project. */
export function logStore(scope: Construct, id: string, project: LogProject, name: string, days: number): LogStore {
  const store = new LogStore(scope, id, {
    projectName: project.projectName,
    logstoreName: name,
    retentionPeriod: days,
    autoSplit: true,
    maxSplitShardCount: 64,
    appendMeta: true,
    // Web tracking would let anybody write without a signature.
    enableWebTracking: false,
    encryptConf: { enable: true, encryptType: 'default' },
    lifecycle: neverDestroyed(),
  });
  // Without an index nothing can be searched.
  new LogStoreIndex(scope, `${id}Index`, {
    project: project.projectName,
    logstore: store.logstoreName,
    fullText: { caseSensitive: false, includeChinese: false, token: ', ;=()[]{}?@&<>/:' },
  });
  return store;
}
