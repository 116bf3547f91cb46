/**
 * Makes the entry points of the compiled library lazy: what is exported is loaded when it is used first. Those who write
 * manifests then never load cdktf, and no one loads the rules before something is synthesized.
 *
 * jsii wants `export *`, which TypeScript compiles to a `require` of everything.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import * as ts from 'typescript';

const [SOURCES, COMPILED] = ['lib', 'build'].map((folder) => resolve(folder));

/** What a name stands for: something that a compiled file exports, or all that it does. */
interface Target {
  readonly file: string;
  readonly name?: string;
}

const entryPoints = new Set<string>();
collect(join(SOURCES, 'index.ts'));
// A service needs one engine, and its profile only.
collect(join(SOURCES, 'engines/index.ts'));
for (const source of entryPoints) {
  makeLazy(source);
}

/** An entry point and those that it exports. */
function collect(source: string): void {
  entryPoints.add(source);
  for (const statement of exportsOf(source)) {
    const target = sourceOf(source, statement);
    if (isIndex(target) && !entryPoints.has(target)) {
      collect(target);
    }
  }
}

function makeLazy(source: string): void {
  const folder = dirname(compiledOf(source));
  const targets = [...targetsOf(source)].sort(([a], [b]) => (a < b ? -1 : 1));
  const getters = targets.map(([exported, { file, name }]) => {
    const path = JSON.stringify(`./${relative(folder, file)}`);
    return `  ${exported}: () => require(${path})${name === undefined ? '' : `.${name}`},`;
  });
  const text = [
    '"use strict";',
    'Object.defineProperty(exports, "__esModule", { value: true });',
    'for (const [name, load] of Object.entries({',
    ...getters,
    '})) {',
    '  let value;',
    '  Object.defineProperty(exports, name, { enumerable: true, get: () => (value ??= load()) });',
    '}',
    '// Never runs. Node reads from it which names ES modules can import.',
    `0 && (module.exports = { ${targets.map(([name]) => name).join(', ')} });`,
  ];
  writeFileSync(compiledOf(source), text.join('\n') + '\n');
}

/** All names of an entry point, each with the file that defines it. */
function targetsOf(source: string): Map<string, Target> {
  const found = new Map<string, Target>();
  for (const statement of exportsOf(source)) {
    const target = sourceOf(source, statement);
    const file = compiledOf(target);
    const clause = statement.exportClause;
    if (clause === undefined) {
      const names = isIndex(target) ? targetsOf(target) : valuesOf(file);
      names.forEach((value, name) => found.set(name, value));
    } else if (ts.isNamespaceExport(clause)) {
      found.set(clause.name.text, { file });
    } else {
      for (const { name, propertyName, isTypeOnly } of clause.elements) {
        if (!isTypeOnly) {
          found.set(name.text, { file, name: (propertyName ?? name).text });
        }
      }
    }
  }
  return found;
}

function valuesOf(file: string): Map<string, Target> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only the compiled file knows which of its names are values
  const names = Object.keys(require(file) as object);
  return new Map(names.map((name) => [name, { file, name }]));
}

function exportsOf(source: string): ts.ExportDeclaration[] {
  const file = ts.createSourceFile(source, readFileSync(source, 'utf8'), ts.ScriptTarget.Latest);
  const strange = file.statements.find((statement) => !ts.isExportDeclaration(statement));
  if (strange) {
    throw new Error(`${relative('.', source)}: an entry point holds exports only, not: ${strange.getText(file)}`);
  }
  const statements = file.statements as ts.NodeArray<ts.Statement> as ts.NodeArray<ts.ExportDeclaration>;
  return statements.filter(({ isTypeOnly, moduleSpecifier }) => !isTypeOnly && moduleSpecifier);
}

function sourceOf(importer: string, { moduleSpecifier }: ts.ExportDeclaration): string {
  const path = join(dirname(importer), (moduleSpecifier as ts.StringLiteral).text);
  return existsSync(`${path}.ts`) ? `${path}.ts` : join(path, 'index.ts');
}

function compiledOf(source: string): string {
  return join(COMPILED, relative(SOURCES, source)).replace(/\.ts$/, '.js');
}

function isIndex(source: string): boolean {
  return source.endsWith('/index.ts');
}
