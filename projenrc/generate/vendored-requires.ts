/**
 * Lets the compiled library read YAML by vendor/yaml.js: `yaml` itself is not installed with the package. The command, which is
 * bundled from lib/, holds its own.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

for (const file of readdirSync('build', { recursive: true, encoding: 'utf8' })) {
  if (file.endsWith('.js')) {
    const path = join('build', file);
    const text = readFileSync(path, 'utf8');
    const vendored = JSON.stringify(relative(dirname(path), 'vendor/yaml.js'));
    writeFileSync(path, text.replace(/require\("yaml"\)/g, `require(${vendored})`));
  }
}
