import { basename } from 'node:path';
import { classify, LocatedObject } from './classify';
import { positionOfResource, steps } from './location';
import { Source } from './sources';
import { InputProblem, UnknownInput } from '../guardrails/report/data';
import { ParsedDocument, Position, UnreadableError } from '../objects/documents/parse';
import { textDocuments } from '../objects/documents/text-documents';
import { Manifest } from '../objects/manifest';
import { withEmbedded } from '../objects/pods';
import { appliedIn } from '../terraform/kubernetes/applied-objects';
import { addressOf, TerraformResource } from '../terraform/resource';

/** What one document of one source gives. */
export type Input = { readonly file: string; readonly document: ParsedDocument } & (
  | ({ readonly kind: 'object'; /** Whether another object holds it. */ readonly isWrapped: boolean } & LocatedObject)
  | { readonly kind: 'configuration' | 'plan'; readonly resources: readonly TerraformResource[] }
);

/** Who is told of what could not be read, and of what was not looked into. */
export interface Told {
  onProblem(problem: InputProblem): void;
  onUnknown(unknown: UnknownInput): void;
}

const START: Position = { line: 1, column: 1 };

/** Reads every source, one document at a time; what cannot be read is told and passed over. */
export async function* inputsOf(sources: readonly Source[], told: Told): AsyncGenerator<Input> {
  for (const source of sources) {
    const file = source.name;
    const refuse = (message: string, position: Position) => told.onProblem({ file, ...position, message });
    if (source.skipped) {
      const { message, mayRun } = source.skipped;
      if (source.isNamed) {
        refuse(message, START);
      } else {
        told.onUnknown({ message, mayRun, reason: 'skipped-file', path: '', location: { file, ...START } });
      }
      continue;
    }
    try {
      for await (const text of textDocuments(source.read())) {
        yield* inputsIn(source, new ParsedDocument(text), refuse, told);
      }
    } catch (error) {
      refuse((error as Error).message, START);
    }
  }
}

function* inputsIn(
  { name: file, isNamed }: Source,
  document: ParsedDocument,
  refuse: (message: string, position: Position) => void,
  told: Told,
): Generator<Input> {
  const value = valueOf(document, refuse);
  const content = classify(value);
  switch (content.kind) {
    case 'objects':
      for (const { object, path } of content.objects) {
        yield* allWithin(object, path, { file, document });
      }
      break;
    case 'configuration':
    case 'plan':
      yield { kind: content.kind, file, document, resources: content.resources };
      const { objects, unread } = appliedIn(content.resources);
      for (const { resource, manifest } of objects) {
        yield* allWithin(manifest, pathOfManifest(resource), { file, document });
      }
      for (const { resource, message } of unread) {
        const location = { file, ...positionOfResource(document, resource) };
        told.onUnknown({
          ...{ reason: 'unread-value', message, mayRun: true, path: '', subject: addressOf(resource), location },
        });
      }
      break;
    case 'foreign':
      if (isNamed) {
        refuse('document is neither a Kubernetes object nor Terraform JSON', document.start);
      } else if (value !== undefined) {
        told.onUnknown({ ...foreign(file, value), path: '', location: { file, ...document.start } });
      }
      break;
    case 'broken':
      refuse(content.message, document.start);
  }
}

/** What lies in a folder and is no manifest. What a tool makes manifests of says nothing until it has done so. */
function foreign(file: string, value: unknown): Pick<UnknownInput, 'reason' | 'message' | 'mayRun'> {
  const name = basename(file);
  const isKustomization = /^kustomization\.ya?ml$/i.test(name);
  const reason = 'skipped-file';
  if (isKustomization || name === 'Chart.yaml') {
    const command = isKustomization ? 'kubectl kustomize …' : 'helm template …';
    const what = isKustomization ? 'a kustomization' : 'a chart of Helm';
    return { reason, message: `${what} was not rendered: ${command} | check -`, mayRun: true };
  }
  const mayRun = OF_WHAT_RUNS.test(JSON.stringify(value));
  return {
    reason,
    message: `neither a Kubernetes object nor Terraform JSON${mayRun ? ', with fields of one' : ''}`,
    mayRun,
  };
}

/** Patches, values of charts, lists and texts of objects: what they are applied to is not among the files. */
const OF_WHAT_RUNS =
  /\b(containers|podSpec|podTemplate|hostPID|hostNetwork|hostIPC|securityContext|apiVersion)\b[\\"]*\s*:|"path":"\/spec\//;

/** An object and those that it wraps, which are applied as it is. */
function* allWithin(
  outermost: Manifest,
  base: LocatedObject['path'],
  where: { readonly file: string; readonly document: ParsedDocument },
): Generator<Input> {
  for (const { object, path } of withEmbedded(outermost)) {
    yield { kind: 'object', ...where, object, isWrapped: object !== outermost, path: [...base, ...steps(path)] };
  }
}

function pathOfManifest({ type, name }: TerraformResource): LocatedObject['path'] {
  return ['resource', type, name, ...(type === 'kubernetes_manifest' ? ['manifest'] : [])];
}

function valueOf(document: ParsedDocument, refuse: (message: string, position: Position) => void): unknown {
  try {
    return document.value();
  } catch (error) {
    if (!(error instanceof UnreadableError)) {
      throw error;
    }
    refuse(error.message, error.position);
    return undefined;
  }
}
