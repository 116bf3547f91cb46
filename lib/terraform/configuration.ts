import { withoutKeys } from './addresses';
import { namesIn } from './reference-names';
import { References } from './references';
import { Fields, fields, maps, TerraformResource } from './resource';

/** Blocks of Terraform's JSON syntax: `cdk.tf.json`, or what `toTerraform()` of a stack returns. */
export function resourcesOfConfiguration(configuration: Fields): TerraformResource[] {
  const written = [
    ...named(configuration.resource, ''),
    ...named(configuration.data, 'data.'),
    ...providersOf(configuration.provider),
    ...backendsOf(configuration.terraform),
    ...variablesOf(configuration.variable),
    ...modulesOf(configuration.module),
  ];
  const locals = Object.assign({}, ...maps(configuration.locals)) as Fields;
  const references = new References({ locals, resources: written });
  return written.map((resource) => ({
    ...resource,
    references: referencesOf(resource.arguments, locals),
    arguments: fields(references.resolve('', resource.arguments)),
  }));
}

/** What each argument refers to, through locals and `for_each`. */
function referencesOf({ '//': comment, ...args }: Fields, locals: Fields): Record<string, readonly string[]> {
  const follow = (names: readonly string[], depth: number): string[] =>
    names.flatMap((name) => {
      const [kind, of] = name.split('.');
      // a cycle of locals: Terraform refuses it
      if (depth > 8 || (kind !== 'each' && !(kind === 'local' && of in locals))) {
        return [withoutKeys(name)];
      }
      return follow(namesIn(kind === 'each' ? args.for_each : locals[of]), depth + 1);
    });
  const entries = Object.entries(args).map(([argument, value]) => [argument, follow(namesIn(value), 0)] as const);
  return Object.fromEntries(entries.filter(([, names]) => names.length > 0));
}

function named(blocks: unknown, prefix: string): TerraformResource[] {
  return maps(blocks).flatMap((types) =>
    Object.entries(types).flatMap(([type, byName]) =>
      maps(byName).flatMap((names) =>
        Object.entries(names).flatMap(([name, bodies]) =>
          maps(bodies).map((body) => ({ type: `${prefix}${type}`, name, arguments: body })),
        ),
      ),
    ),
  );
}

function providersOf(blocks: unknown): TerraformResource[] {
  return maps(blocks).flatMap((types) =>
    Object.entries(types).flatMap(([type, bodies]) =>
      maps(bodies).map((body) => ({
        type: `provider.${type}`,
        name: typeof body.alias === 'string' ? body.alias : 'default',
        arguments: body,
      })),
    ),
  );
}

/** Calls of modules, whose resources are not in the configuration. */
function modulesOf(blocks: unknown): TerraformResource[] {
  return maps(blocks).flatMap((byName) =>
    Object.entries(byName).flatMap(([name, bodies]) =>
      maps(bodies).map((body) => ({ type: 'module.call', name, address: `module.${name}`, arguments: body })),
    ),
  );
}

/** What a variable is if nobody sets it. */
function variablesOf(blocks: unknown): TerraformResource[] {
  return maps(blocks).flatMap((byName) =>
    Object.entries(byName).flatMap(([name, bodies]) =>
      maps(bodies)
        .filter((body) => body.default !== undefined)
        .map((body) => ({
          type: 'variable.default',
          name,
          address: `var.${name}`,
          arguments: { [name]: body.default },
        })),
    ),
  );
}

function backendsOf(settings: unknown): TerraformResource[] {
  return maps(settings).flatMap(({ backend }) =>
    maps(backend).flatMap((types) =>
      Object.entries(types).flatMap(([type, bodies]) =>
        maps(bodies).map((body) => ({ type: `backend.${type}`, name: 'default', arguments: body })),
      ),
    ),
  );
}
