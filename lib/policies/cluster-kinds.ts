import { readFileSync } from 'node:fs';
import { POD_KINDS } from '../guardrails/admission/pod-kinds';
import { isConfiguration } from '../objects/places/kinds-without-pods';
import { isKnownWithoutPlaces, placesOf } from '../objects/places/pod-places';
import { UsageError } from '../scan/request';

/** What a cluster has, by the definitions of its kinds. */
export interface ClusterKinds {
  /** Kinds whose pods admission policies judge. */
  readonly withPods: string[];
  /** Kinds that nobody knows to hold pods or not. */
  readonly unknown: readonly string[];
}

/**
 * Kinds of CustomResourceDefinitions, as `kubectl get crds -o json` lists them.
 *
 * @throws UsageError
 */
export function clusterKindsIn(file: string): ClusterKinds {
  const kinds = definitionsIn(file).map(({ spec }) => `${spec?.group}/${spec?.names?.kind}`);
  const isJudged = new Set(POD_KINDS.map(({ group, kind }) => `${group}/${kind}`));
  return {
    withPods: kinds.filter((kind) => isJudged.has(kind)),
    unknown: kinds.filter((kind) => !placesOf(kind) && !isKnownWithoutPlaces(kind) && !isConfiguration(kind)),
  };
}

interface Definition {
  readonly kind?: string;
  readonly spec?: { readonly group?: string; readonly names?: { readonly kind?: string } };
}

function definitionsIn(file: string): readonly Definition[] {
  try {
    const { items } = JSON.parse(readFileSync(file, 'utf8')) as { readonly items: readonly Definition[] };
    const definitions = items.filter(({ kind }) => kind === 'CustomResourceDefinition');
    if (definitions.length > 0) {
      return definitions;
    }
  } catch (error) {
    throw new UsageError(`--crds ${file}: cannot be read: ${(error as Error).message}`);
  }
  throw new UsageError(`--crds ${file}: holds no CustomResourceDefinition: write it with kubectl get crds -o json`);
}
