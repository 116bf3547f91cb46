import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { kritis } from './kritis';
import { KritisVerificationProps } from './kritis-props';
import { kyverno } from './kyverno';
import { KyvernoVerificationProps } from './kyverno-props';
import { policyController } from './policy-controller';
import { PolicyControllerVerificationProps } from './policy-controller-props';
import { ratify } from './ratify';
import { RatifyVerificationProps } from './ratify-props';
import { Verifier } from './verifier';
import { Problems } from '../../private/problems';
import { addClusterObject } from '../cluster-object';
import { checkName, nameFromId } from '../names';

/**
 * Makes a cluster refuse images that nobody signed who may. What verifies has to be installed in the cluster; these are
 * its settings.
 *
 * A signature says who built an image, not that it is harmless, and holds for one content: name images by digest.
 */
export class ImageVerification extends Construct {
  /**
   * For the ACK add-on kritis-validation-hook: images that Container Registry signs with a key of KMS.
   *
   * The add-on does not look at pods that nothing but themselves stands for, so a ValidatingAdmissionPolicy (Kubernetes
   * 1.30 or newer) refuses them. Witness and signature rule are made in the consoles of Security Center and Container
   * Registry; the worker role needs `cr:ListInstance` and `cr:ListMetadataOccurrences`.
   *
   * @param scope chart that holds the objects
   * @param id construct id, from which the objects have their name
   * @param props who signs, and where it is demanded
   * @throws InputError that lists everything that is wrong with the properties
   */
  public static kritis(scope: Construct, id: string, props: KritisVerificationProps): ImageVerification {
    return new ImageVerification(scope, id, (name) => kritis(name, props));
  }

  /**
   * For Ratify, asked by Gatekeeper: images that Notation signed, for example with a key of KMS.
   *
   * The kind `RatifyVerification` is one of ACK's policy library; elsewhere the template of Ratify defines it.
   *
   * @param scope chart that holds the objects
   * @param id construct id, from which the objects have their name
   * @param props who signs, and where it is demanded
   * @throws InputError that lists everything that is wrong with the properties
   */
  public static ratify(scope: Construct, id: string, props: RatifyVerificationProps): ImageVerification {
    return new ImageVerification(scope, id, (name) => ratify(name, props));
  }

  /**
   * For the policy-controller of sigstore: images that cosign signed.
   *
   * It looks at namespaces that have the label `policy.sigstore.dev/include: "true"` only, which `SecureNamespace` sets
   * with `signedImages`.
   *
   * @param scope chart that holds the objects
   * @param id construct id, from which the objects have their name
   * @param props who signs which images
   * @throws InputError that lists everything that is wrong with the properties
   */
  public static policyController(
    scope: Construct,
    id: string,
    props: PolicyControllerVerificationProps,
  ): ImageVerification {
    return new ImageVerification(scope, id, (name) => policyController(name, props));
  }

  /**
   * For Kyverno 1.17 or newer: images that cosign or Notation signed.
   *
   * @param scope chart that holds the objects
   * @param id construct id, from which the objects have their name
   * @param props who signs, and where it is demanded
   * @throws InputError that lists everything that is wrong with the properties
   */
  public static kyverno(scope: Construct, id: string, props: KyvernoVerificationProps): ImageVerification {
    return new ImageVerification(scope, id, (name) => kyverno(name, props));
  }

  /** What this does not look at, and what is done about it. */
  public readonly notCovered: string[];

  private constructor(scope: Construct, id: string, verifierFor: (name: string) => Verifier) {
    super(scope, id);
    const name = nameFromId(id);
    const verifier = verifierFor(name);
    const problems = new Problems(this.node.path);
    problems.add(...checkName('construct id as name', name), ...verifier.problems);
    problems.throwIfAny();
    this.notCovered = [...verifier.notCovered];
    for (const [objectId, manifest] of Object.entries(verifier.objects)) {
      addObject(this, objectId, manifest);
    }
  }
}

/** An object keeps the namespace that it has, and gets none of its chart if it has none. */
function addObject(scope: Construct, id: string, manifest: any): void {
  if (manifest.metadata.namespace === undefined) {
    addClusterObject(scope, id, manifest);
  } else {
    new ApiObject(scope, id, manifest);
  }
}
