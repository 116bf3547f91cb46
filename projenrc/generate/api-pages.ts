import * as fs from 'node:fs';
import { Documentation, Language } from 'jsii-docgen';
import { apiPage } from '../docs/api-page';

const SUBMODULES = ['alicloud', 'guardrails'];

/** Writes API.md and one page for each submodule beside it, from the compiled assembly. */
async function main(): Promise<void> {
  const files = Object.fromEntries(SUBMODULES.map((name) => [name, `API.${name}.md`]));
  const docs = await Documentation.forProject(process.cwd());
  try {
    const page = async (submodule?: string) => {
      const of =
        submodule === undefined ? { allSubmodules: false } : { submodule: `ack-secure-inference.${submodule}` };
      return (await docs.toJson({ language: Language.TYPESCRIPT, ...of })).content.apiReference!;
    };
    fs.writeFileSync('API.md', apiPage('API reference', await page(), files));
    for (const [name, file] of Object.entries(files)) {
      fs.writeFileSync(file, apiPage(`API reference: ${name}`, await page(name), { 'main module': 'API.md' }));
    }
  } finally {
    await docs.cleanup();
  }
}

void main();
