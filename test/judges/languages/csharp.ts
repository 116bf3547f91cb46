/** Reads as much of C# as the quickstart and generated properties need. */

/** Object initializers of a program, such as `new EngineOptions { Image = … }`, with the properties that they set. */
export function initializers(program: string): { type: string; names: string[] }[] {
  const found: { type: string; names: string[] }[] = [];
  const open: { type: string; names: string[] }[] = [];
  const code = program.replaceAll(/"[^"]*"|\/\/.*/g, '""');
  for (const [token, type, name] of code.matchAll(/new (\w+)\s*\{|(\w+) = |\}/g)) {
    if (type !== undefined) {
      open.push({ type, names: [] });
    } else if (name !== undefined) {
      open.at(-1)?.names.push(name);
    } else if (token === '}') {
      found.push(open.pop()!);
    }
  }
  return found;
}

/** Properties of a generated class, and those of them that must be set. */
export function propertiesOf(code: string): { all: string[]; required: string[] } {
  const blocks = [
    ...code.matchAll(/((?:\[[^\n]*\]\s*)+)public (?:override |virtual )?[\w.<>?[\]]+ (\w+)\s*\{/g),
  ].filter(([, attributes]) => attributes.includes('JsiiProperty'));
  return {
    all: blocks.map(([, , name]) => name),
    required: blocks.filter(([, attributes]) => !attributes.includes('JsiiOptional')).map(([, , name]) => name),
  };
}
