import { withoutKeys } from './addresses';
import { namesIn, namesInExpression } from './reference-names';
import { Fields, fields, isMap, maps } from './resource';

/** By argument of a resource, addresses of what its expression refers to. */
export type ArgumentReferences = Readonly<Record<string, readonly string[]>>;

/** A module of the configuration, and the call that made it. */
interface Scope {
  /** `module.storage.`, empty for the root. */
  readonly prefix: string;
  readonly module: Fields;
  readonly caller?: { readonly scope: Scope; readonly call: Fields };
}

/** What the `configuration` of a plan says that expressions refer to, through variables and outputs of modules. */
export class PlanReferences {
  private readonly byAddress = new Map<string, { readonly scope: Scope; readonly resource: Fields }>();

  public constructor(root: Fields) {
    this.index({ prefix: '', module: root });
  }

  public of(address: string): ArgumentReferences {
    const found = this.byAddress.get(withoutKeys(address));
    if (!found) {
      return {};
    }
    const { scope, resource } = found;
    return Object.fromEntries(
      Object.entries(fields(resource.expressions)).map(([argument, expression]) => [
        argument,
        follow(expression, scope, resource.for_each_expression),
      ]),
    );
  }

  private index(scope: Scope): void {
    for (const resource of maps(scope.module.resources)) {
      this.byAddress.set(`${scope.prefix}${resource.address}`, { scope, resource });
    }
    for (const name of Object.keys(fields(scope.module.module_calls))) {
      this.index(calledBy(scope, `module.${name}`)!);
    }
  }
}

function calledBy(scope: Scope, step: string): Scope | undefined {
  const call = fields(scope.module.module_calls)[withoutKeys(step).replace('module.', '')];
  return isMap(call)
    ? { prefix: `${scope.prefix}${step}.`, module: fields(call.module), caller: { scope, call } }
    : undefined;
}

function follow(expression: unknown, scope: Scope, forEach: unknown, depth = 0): string[] {
  // Terraform refuses cycles; this stops where a plan has one anyway.
  return depth > 16 ? [] : namesOf(expression).flatMap((name) => resolve(name, scope, forEach, depth));
}

function resolve(name: string, scope: Scope, forEach: unknown, depth: number): string[] {
  const [kind, of] = name.split('.');
  if (kind === 'each') {
    return follow(forEach, scope, undefined, depth + 1);
  }
  if (kind === 'var' && scope.caller) {
    const { scope: outer, call } = scope.caller;
    return follow(fields(call.expressions)[of], outer, call.for_each_expression, depth + 1);
  }
  const [, step, output] = /^(module\.[\w-]+(?:\[[^\]]*\])?)\.([\w-]+)$/.exec(name) ?? [];
  const called = step ? calledBy(scope, step) : undefined;
  if (called) {
    const { expression } = fields(fields(called.module.outputs)[output]);
    return follow(expression, called, undefined, depth + 1);
  }
  return ['var', 'local', 'count', 'module'].includes(kind) ? [name] : [`${scope.prefix}${name}`];
}

/** A plan lists `a.b["k"].id`, `a.b["k"]` and `a.b` for one expression: the longest says which is meant. */
function namesOf(expression: unknown): string[] {
  if (Array.isArray(expression)) {
    return expression.flatMap(namesOf);
  }
  const { constant_value: text, references, ...nested } = fields(expression);
  const listed = Array.isArray(references) ? references.flatMap((each) => namesInExpression(String(each))) : [];
  const names = [...new Set([...listed, ...namesIn(text)])];
  const isLess = (name: string) => names.some((other) => other !== name && withoutKeys(other) === name);
  return [...names.filter((name) => !isLess(name)), ...Object.values(nested).flatMap(namesOf)];
}
