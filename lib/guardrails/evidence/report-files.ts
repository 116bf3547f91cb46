/** Names of the files of a report. */
export const REPORT_FILES = { json: 'report.json', sarif: 'report.sarif', html: 'report.html' } as const;

/** Whether a file is the report that is written beside what it is about. */
export function isReport(name: string, read: () => string): boolean {
  return (
    name === REPORT_FILES.sarif || name === REPORT_FILES.html || (name === REPORT_FILES.json && holdsReport(read()))
  );
}

/** Who applies a folder applies every JSON file that has a kind: such a file is no report, whatever else it has. */
function holdsReport(text: string): boolean {
  try {
    const value = JSON.parse(text) as Record<string, unknown>;
    const fields = Object.keys(value).map((field) => field.toLowerCase());
    return (
      'schemaVersion' in value && 'findings' in value && !fields.includes('kind') && !fields.includes('apiversion')
    );
  } catch {
    return false;
  }
}
