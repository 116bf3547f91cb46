import { Condition } from './condition';
import { AUDIT_FIELDS, AuditField } from './fields';
import { AuditSignal, conditionOf, isIndexed } from './signal';

/** What an alert shows of each event. */
const COLUMNS: [AuditField, string][] = [
  ['user.username', 'actor'],
  ['verb', 'verb'],
  ['requestURI', 'request'],
  ['responseStatus.code', 'status'],
];

/**
 * The query of a signal for Simple Log Service. What stands before the bar narrows the events by ACK's index; the SQL after
 * it holds the whole condition. A signal that reads a field outside of the index has its SQL scan what the search found. The
 * bar begins a line: as HCL, cdktf leaves the backslashes of a text of one line unescaped.
 *
 * Source: Simple Log Service documentation, "Syntax of scan-based analysis".
 */
export function slsQuery(signal: AuditSignal): string {
  const column = isIndexed(signal) ? indexedColumn : scannedColumn;
  const columns = COLUMNS.map(([field, name]) => `${column(field)} as ${name}`);
  const select = [
    `select distinct auditID as event, ${columns.join(', ')}`,
    `from log where ${sql(conditionOf(signal), column)}`,
    'limit 100',
  ].join(' ');
  return `${search(signal)}\n| ${isIndexed(signal) ? '' : 'set session mode=scan; '}${select}`;
}

/** Search part: each necessary condition that the index can answer. */
function search(signal: AuditSignal): string {
  const terms = signal.when.flatMap((condition) =>
    'in' in condition && AUDIT_FIELDS[condition.field].indexed && !condition.in.includes('')
      ? [anyOf(condition.in.map((value) => `${condition.field}: ${quoteTerm(value)}`))]
      : [],
  );
  return terms.join(' and ');
}

function anyOf(terms: string[]): string {
  return terms.length === 1 ? terms[0] : `(${terms.join(' or ')})`;
}

function quoteTerm(value: string): string {
  return /^[a-z]+$/i.test(value) ? value : JSON.stringify(value);
}

function sql(condition: Condition, column: (field: AuditField) => string): string {
  if ('in' in condition) {
    return `${column(condition.field)} in (${condition.in.map(text).join(', ')})`;
  }
  if ('matches' in condition) {
    return `regexp_like(${column(condition.field)}, ${text(condition.matches)})`;
  }
  if ('not' in condition) {
    return `not ${sql(condition.not, column)}`;
  }
  const [parts, word] = 'all' in condition ? [condition.all, ' and '] : [condition.any, ' or '];
  return `(${parts.map((part) => sql(part, column)).join(word)})`;
}

function indexedColumn(field: AuditField): string {
  return `coalesce(cast("${field}" as varchar), '')`;
}

/** When scanning, a field below another is not a column of its own, unless the collector wrote it as one. */
function scannedColumn(field: AuditField): string {
  const [root, ...rest] = field.split('.');
  return rest.length === 0
    ? `coalesce("${root}", '')`
    : `coalesce(json_extract_scalar("${root}", '$.${rest.join('.')}'), cast("${field}" as varchar), '')`;
}

function text(value: string): string {
  return `'${value.replace(/'/g, "''")}'`;
}
