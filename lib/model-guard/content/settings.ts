/** TOML, INI, environments and the text form of protobuf: a name and a value on a line. */
const SETTINGS_NAME = /(?:\.(?:toml|ini|cfg|conf|properties|env|pbtxt|prototxt)|(?:^|\/)\.env[^/]*)$/i;
const SETTING = /^\s*(?:export\s+)?["']?([\w.@/-]+)["']?\s*[=:]\s*(.+?)\s*[,;]?\s*$/;
const WORDS: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  false: false,
  no: false,
  off: false,
};

/** Within a table on one line, or within braces of HOCON; each part is short, or a hostile line would take for ever. */
const INNER_SETTING =
  /[{,]\s{0,9}["']?([\w.@/-]{1,99})["']?\s{0,9}[=:]\s{0,9}("[^"\n]{0,999}"|'[^'\n]{0,999}'|\[[^\]\n]{0,999}\]|\{[^}\n]{0,999}\}|[^,{}[\]\n]{1,999})/g;

/** Settings by their names, if the file is named as one that holds them. */
export function readSettings(text: string, path: string): Record<string, unknown>[] | undefined {
  if (!SETTINGS_NAME.test(path)) {
    return undefined;
  }
  return text
    .split('\n')
    .flatMap((line) => [SETTING.exec(line) ?? [], ...line.matchAll(INNER_SETTING)].flatMap(setting));
}

/** What a name is within tables, or for one server, is said before its last dot. */
function setting([, key, value]: readonly string[]): Record<string, unknown>[] {
  return key === undefined ? [] : [{ [key.replace(/^.*\.(?=.)/, '')]: plain(value.trim()) }];
}

function plain(value: string): unknown {
  const text = value.replace(/\s+[#;].*$/, '').replace(/^(["'])(.*)\1$/, '$2');
  return WORDS[text.toLowerCase()] ?? text;
}
