import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';

/** The JSON schema of SARIF 2.1.0 (OASIS), as Microsoft's matchers carry it. */
const SCHEMA = require.resolve('@microsoft/jest-sarif').replace(/index\.js$/, 'schemas/sarif-2.1.0-rtm.5.json');

/** Where a document is no SARIF 2.1.0. */
export function sarifErrors(document: unknown): string[] {
  // written for draft 04, whose keywords it uses as later drafts do
  const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(SCHEMA, 'utf8'));
  const validate = addFormats(new Ajv({ allErrors: true, strict: false, unicodeRegExp: false })).compile(schema);
  validate(document);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
