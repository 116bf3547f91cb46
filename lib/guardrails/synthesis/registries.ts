import { IConstruct } from 'constructs';
import { InputError } from '../../private/problems';

/** Key of the construct metadata that holds allowed image prefixes. */
const ALLOWED = 'ack-secure-inference/allowed-registries';

const PREFIX = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d+)?(\/[a-z0-9._-]+)*\/?$/;

/** Registries that images may come from. */
export class Registries {
  /**
   * Allows images of these prefixes in a whole app, in place of any instance of Container Registry Enterprise Edition. Nothing
   * else is switched on. Several calls add up; `registries` of `Checks.enforceOn` comes first.
   *
   * @param app app of cdk8s or cdktf
   * @param prefixes for example `harbor.example.com/ai`; the prefix ends at a `/` of the image
   * @throws InputError if what is given is no app, or a prefix is empty or holds a tag
   */
  public static allow(app: IConstruct, prefixes: string[]): void {
    const wrong = prefixes.filter((prefix) => !PREFIX.test(prefix));
    if (wrong.length > 0 || prefixes.length === 0) {
      throw new InputError(app.node.path, [
        {
          what: 'image prefix is none',
          got: prefixes.length === 0 ? prefixes : wrong[0],
          allowed: '<registry host>[/<path>], without scheme, tag and digest',
          fix: "write guardrails.Registries.allow(app, ['harbor.example.com/ai'])",
        },
      ]);
    }
    if (app.node.scope !== undefined) {
      throw new InputError(app.node.path, [
        {
          what: 'registries are allowed in a whole app',
          got: app.node.path,
          allowed: 'the app at the root of the tree',
          fix: 'call guardrails.Registries.allow(App.of(chart), …)',
        },
      ]);
    }
    app.node.addMetadata(ALLOWED, prefixes);
  }
}

/** Prefixes that the app around a construct allows; undefined if it names none. */
export function allowedAround(scope: IConstruct | undefined): string[] | undefined {
  const allowed = (scope?.node.root.node.metadata ?? []).filter(({ type }) => type === ALLOWED);
  return allowed.length === 0 ? undefined : allowed.flatMap(({ data }) => data as string[]);
}
