import { bucketScan } from './bucket-scan';
import { edition } from './edition';
import { fileProtection } from './file-protection';
import { periodicScan } from './periodic-scan';
import { securityLogs } from './security-logs';
import { Rule } from '../rule';

export const DETECTION_RULES: readonly Rule[] = [edition, periodicScan, bucketScan, securityLogs, fileProtection];
