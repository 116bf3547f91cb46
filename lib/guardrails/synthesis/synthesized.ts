import { IConstruct } from 'constructs';
import { Manifest } from '../../objects/manifest';
import { withEmbedded } from '../../objects/pods';
import { resourcesOfConfiguration } from '../../terraform/configuration';
import { appliedIn, constructPathOf } from '../../terraform/kubernetes/applied-objects';
import type { TerraformResource } from '../../terraform/resource';

/** cdk8s and cdktf mark what they make with these symbols, whichever copy of the packages made them. */
const API_OBJECT = Symbol.for('cdk8s.ApiObject');
const TERRAFORM_STACK = Symbol.for('cdktf/TerraformStack');

/** As it is seen by who does not know the types of cdk8s. */
interface ManifestReader {
  checkingReader(app: IConstruct): (object: IConstruct) => { readonly manifest: unknown };
}

/** What is below a scope, as it is written in the end. */
export interface Output {
  readonly objects: readonly { readonly construct: IConstruct; readonly manifest: Manifest }[];
  readonly stacks: readonly { readonly construct: IConstruct; readonly resources: readonly TerraformResource[] }[];
}

export function synthesizedOf(scope: IConstruct): Output {
  const constructs = scope.node.findAll();
  const stacks = constructs
    .filter(isStack)
    .map((construct) => ({ construct, resources: resourcesOfConfiguration(terraformOf(construct)) }));
  const written = manifestsOf(constructs.filter((construct) => API_OBJECT in construct));
  const applied = stacks.flatMap(({ construct: stack, resources }) =>
    appliedIn(resources).objects.map(({ resource, manifest }) => ({
      construct: constructs.find(({ node }) => node.path === constructPathOf(resource)) ?? stack,
      manifest,
    })),
  );
  const objects = [...written, ...applied].flatMap(({ construct, manifest }) =>
    withEmbedded(manifest).map(({ object }) => ({ construct, manifest: object })),
  );
  return { objects, stacks };
}

function manifestsOf(objects: readonly IConstruct[]): { construct: IConstruct; manifest: Manifest }[] {
  if (objects.length === 0) {
    return [];
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loads cdk8s, which a program of cdktf may lack
  const { checkingReader } = require('../../app/manifest-reader') as ManifestReader;
  const read = checkingReader(objects[0].node.root);
  return objects.map((construct) => ({ construct, manifest: read(construct).manifest as Manifest }));
}

/** Whether a construct is a stack of cdktf. */
export function isStack(construct: IConstruct): boolean {
  return TERRAFORM_STACK in construct;
}

function terraformOf(stack: IConstruct): Record<string, unknown> {
  return (stack as unknown as { toTerraform(): Record<string, unknown> }).toTerraform();
}
