import { endOfString } from './json-places';

/** The shape of values, without recursion: what is read may be nested as deep as somebody wishes. */

/** Whether lists and maps are nested deeper than a limit. */
export function isDeeperThan(value: unknown, limit: number): boolean {
  const open: [unknown, number][] = [[value, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [current, depth] = next;
    if (typeof current === 'object' && current !== null) {
      if (depth >= limit) {
        return true;
      }
      for (const inner of Object.values(current)) {
        if (typeof inner === 'object' && inner !== null) {
          open.push([inner, depth + 1]);
        }
      }
    }
  }
  return false;
}

/** How many keys all maps have together. */
export function countOfKeys(value: unknown): number {
  let count = 0;
  const open = [value];
  while (open.length > 0) {
    const current = open.pop();
    if (typeof current === 'object' && current !== null) {
      count += Array.isArray(current) ? 0 : Object.keys(current).length;
      for (const inner of Object.values(current)) {
        if (typeof inner === 'object' && inner !== null) {
          open.push(inner);
        }
      }
    }
  }
  return count;
}

/** How many keys a text in JSON writes: strings before a colon. */
export function keysWritten(json: string): number {
  let count = 0;
  for (let at = json.indexOf('"'); at >= 0;) {
    const end = endOfString(json, at);
    count += isBeforeColon(json, end) ? 1 : 0;
    at = json.indexOf('"', end);
  }
  return count;
}

function isBeforeColon(json: string, end: number): boolean {
  let at = end;
  while (/\s/.test(json[at] ?? '')) {
    at += 1;
  }
  return json[at] === ':';
}
