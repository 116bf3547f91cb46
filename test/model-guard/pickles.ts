/** Pickles that call `os.system`, and disguises of pickles. No Python is needed to write them. */

const ascii = (text: string) => Buffer.from(text, 'latin1');
const short = (text: string) => Buffer.concat([Buffer.from([0x8c, text.length]), ascii(text)]);

/** Protocol 0, which is plain text. */
export const PROTOCOL_0 = ascii("cposix\nsystem\n(S'id'\ntR.");

/** Protocol 2, as torch writes it. */
export const PROTOCOL_2 = Buffer.concat([ascii('\x80\x02cposix\nsystem\n('), ascii('X\x02\0\0\0id'), ascii('tR.')]);

/** Protocol 4, with the names on the stack. */
export const PROTOCOL_4 = Buffer.concat([
  ascii('\x80\x04\x95\x20\0\0\0\0\0\0\0'),
  short('posix'),
  ascii('\x94'),
  short('system'),
  ascii('\x94\x93\x94'),
  short('id'),
  ascii('\x94\x85\x94R\x94.'),
]);

/** Old opcodes that import and call at once. */
export const INST = ascii("(S'id'\niposix\nsystem\n.");

/** Does its harm, and then cannot be read any further. */
export const BROKEN = Buffer.concat([PROTOCOL_2.subarray(0, -1), ascii('\xff\xff')]);

/** A pickle of numbers, which does no harm but is still no weights. */
export const HARMLESS = ascii('\x80\x02]q\0(K\x01K\x02e.');

/** A payload after a first pickle that holds nothing. */
export const SECOND = Buffer.concat([ascii('N.'), PROTOCOL_0]);

/** Its last line does not end, which Python's slower machine mends. */
export const CUT_OFF = ascii("(S'id'\niposix\nsystem?");
