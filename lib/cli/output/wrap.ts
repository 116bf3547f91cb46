/** Breaks a text between words at a width, and indents what follows the first line. */
export function wrap(text: string, width: number, indent: number): string {
  const room = Math.max(width - indent, 30);
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= room) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines.join(`\n${' '.repeat(indent)}`);
}
