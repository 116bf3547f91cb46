import { withLineFeeds } from './yaml';
import { ByteSource, chunks } from '../byte-source';
import { Objection } from '../refusal';

/** A text of a model is a tokenizer, a configuration or a page; the largest tokenizers have some 40 MiB. */
export const LARGEST_TEXT = 64 * 1024 * 1024;

/** Not DEL, which JSON may hold, and vocabularies of SentencePiece do. */
const CONTROL = /[\0-\x08\x0e-\x1a\x1c-\x1f]/;
/** Each reads a line at most once, or a hostile text would take for ever. */
const PYTHON_LINES = [
  /^from +[\w.]+ +import +(?:\*|\(|\w+(?: +as +\w+)?(?: *, *\w+(?: +as +\w+)?)*) *(?:[#;].*)?$/m,
  /^(?:async +)?def +\w+ *\(/m,
  /^class +[A-Z_]\w* *(?:\([^()\n]*\))?: *$/m,
  /^import +[\w.]+ *;/m,
  /\b__import__ *\(/,
  /^(?:exec|eval)\(["'][^\n]*\) *$/m,
];
/** Tags that PyYAML makes Python objects of, in what is too long to be read as YAML or cannot be. */
const PYTHON_TAGS = [
  /!!python\//,
  /tag:yaml\.org,2002:python/,
  /^%TAG[ \t]/m,
  /(?:^|[\s[{,:-])!(?:<|[\w-]*!)?[\w:.,/-]*%[0-9a-fA-F]{2}/m,
];
/** Scripts of pages and pictures, entities of XML, and objects of R, which may be code, written as text. */
const RUNS_ELSEWHERE = [
  /^\s*<(?:!doctype\s+html|html|svg|\?xml)[^]*<script\b/i,
  /^\s*<(?:html|svg|\?xml|!doctype)[^]*<!ENTITY\b/i,
  /^(?:RD[AX][23]\n)?A\n[23]\n\d+\n\d+\n/,
];
const IMPORT = /^import +[\w.]+(?: +as +\w+| *,[\w., ]+)? *$/m;
const CALL = /^(?:\w+ *= *)?[\w.]+\([^)\n]*\)[\w.()]* *$/m;
const FENCED = /^ {0,3}(```|~~~)[^]*?^ {0,3}\1/gm;

/** Whether all bytes are UTF-8 text. Stops at the first that is not. */
export function isText(source: ByteSource): boolean {
  if (source.size > LARGEST_TEXT) {
    return false;
  }
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    for (const chunk of chunks(source, 64 * 1024)) {
      if (CONTROL.test(decoder.decode(chunk, { stream: true }))) {
        return false;
      }
    }
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}

/** A page without the code that it quotes. */
export function stripFences(text: string): string {
  return text.replace(FENCED, '');
}

/** Objections to a text that is no configuration. Code that a page quotes between fences is not code. */
export function checkText(original: string): Objection[] {
  const text = withLineFeeds(original);
  const prose = stripFences(text);
  const found: Objection[] = [];
  if (/^#!/.test(text)) {
    found.push({ rule: 'executable', reason: 'script that a shell would run', fix: 'remove it' });
  }
  if (PYTHON_LINES.some((line) => line.test(prose)) || (IMPORT.test(prose) && CALL.test(prose))) {
    found.push({
      rule: 'python-code',
      reason: 'text is Python code',
      fix: 'remove it, or quote it between ``` fences',
    });
  }
  if (PYTHON_TAGS.some((tag) => tag.test(prose))) {
    found.push({ rule: 'remote-code', reason: 'YAML tag builds a Python object', fix: 'write plain YAML' });
  }
  if (/(?:^|[\s{,"'])_target_["']?[ \t]*:/m.test(prose)) {
    found.push({ rule: 'remote-code', reason: '_target_ names a Python callable', fix: 'remove the member' });
  }
  if (RUNS_ELSEWHERE.some((sign) => sign.test(prose))) {
    found.push({
      rule: 'executable',
      reason: 'page or document that runs scripts, or reads other files, where it is opened',
      fix: 'remove it, or its scripts and entities',
    });
  }
  if (prose.startsWith('version https://git-lfs.github.com/spec/')) {
    found.push({ rule: 'missing-file', reason: 'Git LFS pointer instead of the file', fix: 'run git lfs pull' });
  }
  return found;
}
