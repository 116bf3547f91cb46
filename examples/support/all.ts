/** `npm run examples`: synthesizes every example to out/<example>. */
import { exampleNames, synthesize } from './example';

async function main(): Promise<void> {
  for (const name of exampleNames()) {
    console.log(await synthesize(name, 'out'));
  }
}

void main();
