/**
 * A JSON text for an argument. It has several lines: as HCL, cdktf writes those verbatim, while it leaves the quotes of a
 * single line unescaped where a token is in it.
 */
export function jsonDocument(value: object): string {
  return JSON.stringify(value, undefined, 2);
}

/** The same without spaces, for documents whose bytes are counted. */
export function compactDocument(value: object): string {
  return JSON.stringify(value).replace('{', '{\n');
}
