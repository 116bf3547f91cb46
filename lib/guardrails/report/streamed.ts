/**
 * A JSON object whose long list is written item by item, since there may be hundreds of thousands. The list comes last.
 */
export function* streamedJson(head: object, list: string, items: Iterable<unknown>): Generator<string> {
  const text = JSON.stringify(head, undefined, 2);
  yield `${text.slice(0, text.lastIndexOf('\n}'))},\n  ${JSON.stringify(list)}: [`;
  let separator = '';
  for (const item of items) {
    yield `${separator}\n    ${JSON.stringify(item, undefined, 2).replaceAll('\n', '\n    ')}`;
    separator = ',';
  }
  yield `${separator && '\n  '}]\n}\n`;
}
