import { Construct } from 'constructs';
import { LogProject } from '../provider/log-project';
import { LogStore } from '../provider/log-store';

/** Days that logs are kept where nothing else is asked for: long enough to look back at an incident that is found late. */
export const LOG_RETENTION_DAYS = 180;

/** A project of Simple Log Service. */
export function logProject(scope: Construct, id: string, name: string, description: string): LogProject {
  return new LogProject(scope, id, { projectName: name, description });
}

/** An encrypted store of a project. */
export function logStore(scope: Construct, id: string, project: LogProject, name: string, days: number): LogStore {
  return new LogStore(scope, id, {
    projectName: project.projectName,
    logstoreName: name,
    retentionPeriod: days,
    autoSplit: true,
    maxSplitShardCount: 64,
    appendMeta: true,
    // Web tracking would let anybody write without a signature.
    enableWebTracking: false,
    encryptConf: { enable: true, encryptType: 'default' },
  });
}
