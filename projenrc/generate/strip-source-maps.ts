/** Takes source maps out of what jsii compiled: they hold the sources once more, and are nearly half of it. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

for (const file of readdirSync('build', { recursive: true, encoding: 'utf8' })) {
  if (file.endsWith('.js')) {
    const path = join('build', file);
    writeFileSync(path, readFileSync(path, 'utf8').replace(/^\/\/# sourceMappingURL=data:.*\n?/m, ''));
  }
}
