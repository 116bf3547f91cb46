/** `npm run examples`: synthesizes every example to out/<example>. */
import { exampleNames, synthesizeWithReport } from './example';

async function main(): Promise<void> {
  for (const name of exampleNames()) {
    console.log(await synthesizeWithReport(name, 'out'));
  }
}

void main();
