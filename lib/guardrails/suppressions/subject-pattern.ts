/** What a suppression names: an object or resource, or one place in it. */

/** A finding as suppressions see it. */
export interface SuppressibleFinding {
  readonly ruleId: string;
  readonly namespace?: string;
  /** Object or resource, for example `Deployment/qwen`; absent if the finding is about several objects together. */
  readonly subject?: string;
  /** Path within the object; empty for the object itself. */
  readonly path: string;
}

/** Subject of a finding that is about several objects together. */
export const ALL_OBJECTS = 'all objects';

/** `<namespace>/<kind>/<name>`, or `<kind>/<name>` of an object that names no namespace. */
export function fullSubject({ namespace, subject = ALL_OBJECTS }: SuppressibleFinding): string {
  return namespace === undefined || namespace === '' ? subject : `${namespace}/${subject}`;
}

/** Whether a pattern names the object of a finding with its namespace, alone or followed by the path of the finding. */
export function namesFully(pattern: string, finding: SuppressibleFinding): boolean {
  const subject = fullSubject(finding);
  return matches(pattern, subject) || matches(pattern, `${subject} ${finding.path}`);
}

/**
 * Whether a pattern names a finding below a construct. The construct tells objects of one name apart, so that the
 * namespace may be left out, and the path may stand alone.
 */
export function names(pattern: string, finding: SuppressibleFinding): boolean {
  const { subject = ALL_OBJECTS, path } = finding;
  return namesFully(pattern, finding) || [subject, `${subject} ${path}`, path].some((text) => matches(pattern, text));
}

/** The whole text is compared; `*` stands for any characters but a slash. */
function matches(pattern: string, text: string): boolean {
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[.[\]{}()|^$+?\\]/g, '\\$&'))
    .join('[^/]*');
  return new RegExp(`^${source}$`).test(text);
}
