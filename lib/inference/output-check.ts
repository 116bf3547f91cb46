import { ApiObject, App } from 'cdk8s';
import { IConstruct } from 'constructs';
import { CheckedManifests } from '../app/checked-manifests';
import { isChecked, OutputWitness } from '../app/checked-object';
import { checkingReader } from '../app/manifest-reader';
import { Reading } from '../app/plain-manifest';
import { SecureApp } from '../app/secure-app';
import type { Manifest } from '../objects/manifest';
import { describe } from '../private/problems';
import { isWrittenAs } from '../private/written-as';

/**
 * Checks what a construct writes in the end: patches may bring in fields that do not exist, and undo what rules ask for.
 *
 * An `App` of cdk8s validates every construct again for each chart that it writes, so that the same objects would be
 * checked a thousand times in an app of a thousand charts. They are checked once: the verdict stands for as long as what
 * is written is, to the byte, what was checked. A `SecureApp` validates once, and needs no verdict to be kept.
 */
export class OutputCheck implements OutputWitness {
  private readonly patched = new Set<ApiObject>();
  /** What was checked and found good. */
  private verdict?: ReadonlyMap<ApiObject, unknown>;

  public constructor(private readonly scope: IConstruct) {}

  /** To be called for objects whose fields a user names. */
  public addPatched(object: ApiObject): void {
    this.patched.add(object);
  }

  /** What stops the synthesis. */
  public validate(): string[] {
    return this.verdict === undefined ? this.check() : [];
  }

  public confirm(object: ApiObject, manifest: unknown): void {
    if (this.verdict === undefined) {
      return;
    }
    if (!isWrittenAs(this.verdict.get(object), manifest) || (this.isFirst(object) && this.hasOthers())) {
      CheckedManifests.of(this.scope.node.root)?.restart();
      const errors = this.check();
      if (errors.length > 0) {
        throw new Error(`Validation failed with the following errors:\n  ${errors.join('\n  ')}`);
      }
    }
  }

  private isFirst(object: ApiObject): boolean {
    return this.verdict!.keys().next().value === object;
  }

  private hasOthers(): boolean {
    return this.objects().length !== this.verdict!.size;
  }

  private check(): string[] {
    this.verdict = undefined;
    const { checkFields, Checks } = judges();
    const objects = this.objects();
    const readings = objects.map(checkingReader(App.of(this.scope)));
    const manifests = readings.map(({ manifest }) => manifest as Manifest);
    const unknown = manifests.filter((_, i) => this.patched.has(objects[i])).flatMap(checkFields);
    const errors = [...unknown.map(describe), ...Checks._ownErrors(objects, manifests)];
    if (!(this.scope.node.root instanceof SecureApp) && errors.length === 0 && objects.every(isChecked)) {
      this.verdict = new Map(objects.map((object, i) => [object, keptOf(readings[i])]));
    }
    return errors;
  }

  private objects(): ApiObject[] {
    return this.scope.node.findAll().filter((construct) => ApiObject.isApiObject(construct)) as ApiObject[];
  }
}

/** What may hold a value of somebody else, as a patch does, is copied: nobody can change it then. */
function keptOf({ manifest, isTree }: Reading): unknown {
  return isTree ? manifest : structuredClone(manifest);
}

interface Judges {
  readonly checkFields: typeof import('../objects/schema/unknown-fields').checkFields;
  readonly Checks: typeof import('../guardrails/synthesis/checks').Checks;
}

let loaded: Judges | undefined;

/** Loaded when something is synthesized: the rules are many, and the names of all fields are a large table. */
function judges(): Judges {
  /* eslint-disable @typescript-eslint/no-require-imports */
  return (loaded ??= {
    checkFields: require('../objects/schema/unknown-fields').checkFields,
    Checks: require('../guardrails/synthesis/checks').Checks,
  } as Judges);
  /* eslint-enable @typescript-eslint/no-require-imports */
}
