/**
 * Replaces what the compiled library requires of packages that may not be installed beside it.
 *
 * `yaml` is read from vendor/yaml.js; the command, which is bundled from lib/, holds its own. `cdktf` is an optional peer and comes
 * through one file, where it stands in a `try`: bundlers take a package that they do not find for optional there, and nowhere else.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const CDKTF = 'build/alicloud/cdktf.js';
const REPLACED: Record<string, string> = { yaml: 'vendor/yaml.js', cdktf: CDKTF };

for (const file of readdirSync('build', { recursive: true, encoding: 'utf8' })) {
  if (file.endsWith('.js')) {
    const path = join('build', file);
    const target = (name: string) => relative(dirname(path), REPLACED[name]).replace(/^(?!\.)/, './');
    const text = readFileSync(path, 'utf8');
    writeFileSync(
      path,
      text.replace(/require\("(yaml|cdktf)"\)/g, (_, name: string) => `require(${JSON.stringify(target(name))})`),
    );
  }
}

writeFileSync(
  CDKTF,
  `"use strict";
try {
  module.exports = require("cdktf");
} catch (error) {
  // as Node.js says it, and Yarn Plug'n'Play
  if (error.code === "MODULE_NOT_FOUND" && /^Cannot find module 'cdktf'|tried to access cdktf\\b/.test(error.message)) {
    throw new Error("alicloud: cdktf is not installed, and Terraform constructs need it: npm install cdktf@^0.21.0", { cause: error });
  }
  throw error;
}
`,
);
