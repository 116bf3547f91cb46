import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { INetworkPerimeter } from './network-perimeter';
import { CrChain } from './provider/cr-chain';
import { CrEeNamespace } from './provider/cr-ee-namespace';
import { CrEeRepo } from './provider/cr-ee-repo';
import { CrScanRule } from './provider/cr-scan-rule';
import { CrVpcEndpointLinkedVpc } from './provider/cr-vpc-endpoint-linked-vpc';
import { ImageScanner, ImageSeverity } from './registry-options';
import { ISigningKey, SigningKey } from './signing-key';
import { RegistryWithConditions } from './support/conditions';
import { blockingChain } from './support/delivery-chain';
import { checkKey } from './support/keys';
import { checkPattern } from './support/known';
import { checkMonths } from './support/months';
import { checkNetwork } from './support/network';
import { neverDestroyed } from './support/protection';
import { checkRepository } from './support/repository';
import { regionOf } from './support/stack';
import { nameFromId } from '../kubernetes/names';
import { Problem, Problems } from '../private/problems';

/** A registry of images. */
export interface ISecureRegistry {
  /** Name of the registry. */
  readonly registryName: string;

  /** Id of the registry. */
  readonly instanceId: string;

  /** Region of the registry. */
  readonly region: string;
}

/** A registry that exists already. */
export interface SecureRegistryAttributes {
  /** Name of the registry. */
  readonly registryName: string;

  /** Id of the registry, `cri-…`. */
  readonly instanceId: string;

  /** Region of the registry, for example `cn-hangzhou`. */
  readonly region: string;
}

/** Properties of `SecureRegistry`. */
export interface SecureRegistryProps {
  /** Network whose nodes pull images. The registry has no other way in. */
  readonly network: INetworkPerimeter;

  /** Repositories, for example `ai/vllm-openai`: a namespace and a name. */
  readonly repositories: string[];

  /**
   * Name of the registry, and first part of its host name. No other registry of the region has it.
   *
   * @default - the construct id in lower case, words separated by dashes
   */
  readonly registryName?: string;

  /**
   * What looks for known holes in images.
   *
   * @default ImageScanner.SECURITY_CENTER
   */
  readonly scanner?: ImageScanner;

  /**
   * Severity from which a finding blocks an image.
   *
   * @default ImageSeverity.HIGH
   */
  readonly blockFrom?: ImageSeverity;

  /**
   * Key that signs images. Only one construct of an account makes the role with which the registry uses such keys.
   *
   * @default - a key of its own
   */
  readonly signingKey?: ISigningKey;

  /**
   * Id of the KMS instance that holds the key that is made. An account of today's KMS makes no asymmetric key without one.
   *
   * @default - the default instance, which only accounts of the old shared KMS have
   */
  readonly kmsInstanceId?: string;

  /**
   * Months that are paid when the registry is bought: 1 to 11, or one to five whole years. They are renewed; what is
   * changed here later changes nothing.
   *
   * @default 1
   */
  readonly months?: number;
}

/**
 * A registry that only a VPC reaches: private repositories whose tags stay where they point, scans of every push for holes
 * and for contents, and a chain that lets no image with severe findings go on.
 *
 * Nothing here switches the endpoint on the Internet on. The apply stops where somebody did.
 */
export class SecureRegistry extends Construct implements ISecureRegistry {
  /** What has no Terraform resource, and is done in the consoles. */
  public static readonly MANUAL_STEPS: string[] = [
    'let Container Registry use Security Center: authorize AliyunContainerRegistryAccessingSASRole',
    'make a witness in Security Center on the signing key, and a signature rule for the namespaces of the registry',
    'name the registry, the namespaces and the service accounts of workloads in managed-aliyun-acr-credential-helper',
  ];

  /**
   * A registry that exists already.
   *
   * @param attributes name, id and region
   */
  public static fromSecureRegistryAttributes(attributes: SecureRegistryAttributes): ISecureRegistry {
    return { ...attributes };
  }

  public readonly registryName: string;
  public readonly instanceId: string;
  public readonly region: string;

  /** Host from which nodes of the network pull. */
  public readonly host: string;

  /** First parts of the names of all images, for `AckPolicy.allowedRepositories`. */
  public readonly imagePrefixes: string[];

  /** Key that signs images. */
  public readonly signingKey: ISigningKey;

  /** The registry itself. */
  public readonly resource: TerraformResource;

  /**
   * Defines the registry.
   *
   * @param scope stack, or a construct in it
   * @param id construct id
   * @param props network and repositories
   * @throws InputError that lists everything that is wrong with the properties
   */
  public constructor(scope: Construct, id: string, props: SecureRegistryProps) {
    super(scope, id);
    this.registryName = props.registryName ?? nameFromId(id);
    this.region = regionOf(this);
    this.check(props);
    this.host = `${this.registryName}-registry-vpc.${this.region}.cr.aliyuncs.com`;

    const instance = new RegistryWithConditions(this, 'Resource', {
      instanceName: this.registryName,
      // Signatures need this edition.
      instanceType: 'Advanced',
      paymentType: 'Subscription',
      period: props.months ?? 1,
      renewPeriod: props.months ?? 1,
      renewalStatus: 'AutoRenewal',
      imageScanner: props.scanner ?? ImageScanner.SECURITY_CENTER,
      // What was paid at first says nothing later, and a change of it would buy another registry, without the images.
      lifecycle: {
        ...neverDestroyed(['period', 'renew_period', 'renewal_status']),
        postcondition: [isPrivate()],
      },
    });
    this.instanceId = instance.id;
    this.resource = instance;
    this.signingKey =
      props.signingKey ??
      new SigningKey(this, 'SigningKey', {
        alias: `${this.registryName}-image-signatures`,
        kmsInstanceId: props.kmsInstanceId,
      });
    this.imagePrefixes = this.addRepositories(props.repositories);
    this.addScans(props.blockFrom ?? ImageSeverity.HIGH);
    this.addNetwork(props.network);
  }

  /**
   * Name of an image, as `InferenceEngine` takes it.
   *
   * @param repository one of the repositories, for example `ai/vllm-openai`
   * @param digest `sha256:` and 64 hexadecimal digits
   */
  public image(repository: string, digest: string): string {
    return `${this.host}/${repository}@${digest}`;
  }

  private addRepositories(repositories: string[]): string[] {
    const namespaces = new Map<string, CrEeNamespace>();
    for (const repository of repositories) {
      const [name, repoName] = repository.split('/');
      const namespace =
        namespaces.get(name) ??
        new CrEeNamespace(this, `Namespace-${name}`, {
          instanceId: this.instanceId,
          name,
          // A push would make repositories that no rule was written for.
          autoCreate: false,
          defaultVisibility: 'PRIVATE',
        });
      namespaces.set(name, namespace);
      new CrEeRepo(this, `Repository-${name}-${repoName}`, {
        instanceId: this.instanceId,
        namespace: namespace.name,
        name: repoName,
        summary: `Images of ${repository}`,
        repoType: 'PRIVATE',
        tagImmutability: true,
      });
    }
    return [...namespaces.keys()].map((name) => `${this.host}/${name}/`);
  }

  private addScans(blockFrom: ImageSeverity): void {
    for (const [scanType, what] of Object.entries({ VUL: 'vulnerabilities', SBOM: 'contents' })) {
      new CrScanRule(this, `Scan-${what}`, {
        instanceId: this.instanceId,
        ruleName: `every-push-${what}`,
        scanType,
        scanScope: 'INSTANCE',
        triggerType: 'AUTO',
        repoTagFilterPattern: '.*',
      });
    }
    new CrChain(this, 'Chain', {
      instanceId: this.instanceId,
      chainName: 'scan-before-delivery',
      description: `No image with a finding of ${blockFrom} or above goes on`,
      chainConfig: blockingChain(blockFrom),
    });
  }

  private addNetwork({ vpcId, nodeVswitchIds }: INetworkPerimeter): void {
    new CrVpcEndpointLinkedVpc(this, 'Network', {
      instanceId: this.instanceId,
      vpcId,
      vswitchId: nodeVswitchIds[0],
      moduleName: 'Registry',
      enableCreateDnsRecordInPvzt: true,
      // Another vSwitch would be another link, and no images meanwhile.
      lifecycle: { ignoreChanges: ['vswitch_id'] },
    });
  }

  private check({ repositories, months, network, signingKey }: SecureRegistryProps): void {
    const problems = new Problems(this.node.path);
    problems.add(
      ...checkPattern('name of the registry', this.registryName, /^[a-z][a-z0-9-]{1,28}[a-z0-9]$/, {
        allowed: '3 to 30 lower case letters, digits and dashes, the first a letter',
        fix: 'choose a name that no other registry of the region has, for example with that of your company in front',
      }),
      ...(repositories.length > 0 ? [] : [noRepositories()]),
      ...repositories.flatMap(checkRepository),
      ...checkMonths(months),
      ...checkKey('key of signatures', signingKey, this.region),
      ...checkNetwork(network),
    );
    problems.throwIfAny();
  }
}

/** What was switched on in the console, or by another stack. */
function isPrivate() {
  return {
    condition:
      '${length([for endpoint in self.instance_endpoints : endpoint if endpoint.endpoint_type == "internet" && endpoint.enable]) == 0}',
    errorMessage:
      'The registry has an endpoint on the Internet. Switch it off in the console of Container Registry, then apply again.',
  };
}

function noRepositories(): Problem {
  return {
    what: 'registry has no repositories',
    got: [],
    allowed: 'at least one, since a push makes none',
    fix: "name them, for example repositories: ['ai/vllm-openai']",
  };
}
