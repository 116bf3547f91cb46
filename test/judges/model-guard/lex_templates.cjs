// Says which names and texts the Jinja of Transformers.js finds in templates, or null for those that it cannot read.
// Argument: its module. Reads a JSON list of templates from the standard input, and prints a list of lists.
const { readFileSync } = require('node:fs');

const { parse, tokenize } = require(process.argv[2]);
const KINDS = { Identifier: 'name', NumericLiteral: 'number', StringLiteral: 'string' };

function tokens(template) {
  try {
    const found = tokenize(template);
    parse(found);
    return found.filter(({ type }) => type in KINDS).map(({ type, value }) => [KINDS[type], value]);
  } catch {
    return null;
  }
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(tokens)));
