import { Severity } from '../../guardrails/rules/severity';

/** An alert of Prometheus, as data. */
export interface Alert {
  /** In CamelCase; never reused. */
  readonly name: string;
  readonly severity: Severity;
  /** PromQL; it fires for each series that comes out. */
  readonly expr: string;
  /** How long it must hold, for example `10m`. */
  readonly holdsFor?: string;
  /** One sentence. Labels say which pod or caller it is about: a template here would be one to Helm too. */
  readonly summary: string;
  /** What to do first, and why it does not fire in normal work. */
  readonly description: string;
}

/** A series that is computed once for several uses. */
export interface Recording {
  readonly name: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Rules as a PrometheusRule has them. */
export function ruleOf(rule: Alert | Recording, labels: Readonly<Record<string, string>>): object {
  if (!('summary' in rule)) {
    return { record: rule.name, expr: rule.expr, labels: rule.labels };
  }
  const { name, severity, expr, holdsFor, summary, description } = rule;
  return {
    alert: name,
    expr,
    for: holdsFor,
    labels: { ...labels, severity },
    annotations: { summary, description },
  };
}
