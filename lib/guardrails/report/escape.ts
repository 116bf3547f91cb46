/** Escapes text for XML and HTML, also within attributes. */
export function escape(text: string): string {
  return escapeText()(text.replace(CONTROL, '\uFFFD'));
}

/** XML has no way to write these. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

let loaded: ((text: string) => string) | undefined;

function escapeText(): (text: string) => string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- bundled to CommonJS, and loaded on first use
  loaded ??= (require('../../../vendor/escape.js') as { escapeUTF8(text: string): string }).escapeUTF8;
  return loaded;
}
