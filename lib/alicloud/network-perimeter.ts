import { TerraformResource, Token } from 'cdktf';
import { Construct } from 'constructs';
import { EipAddress } from './provider/eip-address';
import { EipAssociation } from './provider/eip-association';
import { LogProject } from './provider/log-project';
import { NatGateway } from './provider/nat-gateway';
import { SnatEntry } from './provider/snat-entry';
import { Vpc } from './provider/vpc';
import { VpcFlowLog } from './provider/vpc-flow-log';
import { VpcGatewayEndpoint } from './provider/vpc-gateway-endpoint';
import { Vswitch } from './provider/vswitch';
import { BUCKET_NAME, BUCKET_NAME_RULE } from './support/bucket';
import { jsonDocument } from './support/json-document';
import { checkBounds, checkKnown, checkPattern } from './support/known';
import {
  LOG_PROJECT_NAME,
  LOG_PROJECT_NAME_RULE,
  LOG_RETENTION_DAYS,
  logProject,
  logStore,
} from './support/log-storage';
import { regionOf } from './support/stack';
import { checkVpcRange, subnetsOf } from './support/subnets';
import { zoneSlots } from './support/zone-slots';
import { checkZones } from './support/zones';
import { nameFromId } from '../kubernetes/names';
import { Problems } from '../private/problems';

/** A network that a cluster can be put into. */
export interface INetworkPerimeter {
  /** Id of the VPC. */
  readonly vpcId: string;

  /** Range of the VPC. */
  readonly cidr: string;

  /** Ids of the vSwitches of nodes, one a zone. */
  readonly nodeVswitchIds: string[];

  /** Ids of the vSwitches of pods, one a zone. */
  readonly podVswitchIds: string[];

  /** Whether a NAT gateway lets nodes and pods call the Internet. */
  readonly internetEgress: boolean;
}

/** A network that exists already. */
export interface NetworkPerimeterAttributes {
  /** Id of the VPC. */
  readonly vpcId: string;

  /** Range of the VPC, for example `10.0.0.0/16`. */
  readonly cidr: string;

  /** Ids of the vSwitches of nodes, one a zone, at most five. */
  readonly nodeVswitchIds: string[];

  /** Ids of the vSwitches of pods, one a zone, in the same zones. */
  readonly podVswitchIds: string[];

  /**
   * Whether the VPC has a NAT gateway that lets nodes and pods call the Internet.
   *
   * @default false
   */
  readonly internetEgress?: boolean;
}

/** Properties of `NetworkPerimeter`. */
export interface NetworkPerimeterProps {
  /** Zones of the region, one to five, for example `cn-hangzhou-h`. Those that have the GPUs. */
  readonly zones: string[];

  /**
   * Range of the VPC, with a mask from 13 to 20. An eighth of it is for the pods of each zone.
   *
   * @default 10.0.0.0/16
   */
  readonly cidr?: string;

  /**
   * Name of the VPC, and first part of the names of what is in it. Another name is only another name.
   *
   * @default - the construct id in lower case, words separated by dashes
   */
  readonly name?: string;

  /**
   * Name of the project of Simple Log Service with the flow logs. No other project of the region has it, whoever owns it.
   *
   * @default - the construct id, `-flow-logs-` and eight digits that belong to the VPC
   */
  readonly logProjectName?: string;

  /**
   * Whether a NAT gateway lets nodes and pods call HTTPS servers on the Internet. Models and images do not need it.
   *
   * @default false
   */
  readonly internetEgress?: boolean;

  /**
   * Days that flow logs are kept, 180 to 3650.
   *
   * @default 180
   */
  readonly flowLogDays?: number;
}

/** Only what OSS, through its endpoint, must do for nodes: start-up files of ACK, layers of images, models. */
const OSS_READS = ['oss:GetObject', 'oss:HeadObject', 'oss:GetObjectMeta', 'oss:ListObjects', 'oss:GetBucketInfo'];
const OSS_WRITES = ['oss:PutObject', 'oss:AbortMultipartUpload', 'oss:ListParts'];

/**
 * A VPC that nothing outside can call and that cannot call outside: vSwitches of nodes and of pods in each zone, flow
 * logs, and a private way to OSS through which buckets can be read, but only those written that were allowed.
 */
export class NetworkPerimeter extends Construct implements INetworkPerimeter {
  /**
   * A network that exists already.
   *
   * @param attributes VPC and vSwitches
   */
  public static fromNetworkPerimeterAttributes(attributes: NetworkPerimeterAttributes): INetworkPerimeter {
    return { ...attributes, internetEgress: attributes.internetEgress ?? false };
  }

  public readonly vpcId: string;
  public readonly cidr: string;
  public readonly nodeVswitchIds: string[];
  public readonly podVswitchIds: string[];
  public readonly internetEgress: boolean;

  /** Project of Simple Log Service that has the flow logs. */
  public readonly logProjectName: string;

  /** The VPC itself. */
  public readonly resource: TerraformResource;

  private readonly endpoint: VpcGatewayEndpoint;
  private readonly writable: string[] = [];

  /**
   * Defines the network.
   *
   * @param scope stack, or a construct in it
   * @param id construct id
   * @param props zones and range
   * @throws InputError that lists everything that is wrong with the properties
   */
  public constructor(scope: Construct, id: string, props: NetworkPerimeterProps) {
    super(scope, id);
    const region = regionOf(this);
    const name = props.name ?? nameFromId(id);
    const cidr = props.cidr ?? '10.0.0.0/16';
    const problems = new Problems(this.node.path);
    problems.add(
      ...checkZones(props.zones, region, [1, 5]),
      ...checkKnown(cidr, checkVpcRange),
      ...checkPattern('name', name, /^[a-z][a-z0-9-]{1,50}[a-z0-9]$/, {
        allowed: '3 to 52 lower case letters, digits and dashes, the first a letter',
        fix: 'give a shorter name: it becomes part of the names of vSwitches',
      }),
      ...checkPattern('logProjectName', props.logProjectName, LOG_PROJECT_NAME, LOG_PROJECT_NAME_RULE),
      ...checkBounds(
        'days that flow logs are kept',
        props.flowLogDays,
        [LOG_RETENTION_DAYS, 3650],
        'leave it out for 180',
      ),
    );
    problems.throwIfAny();

    const vpc = new Vpc(this, 'Resource', { vpcName: name, cidrBlock: cidr });
    const slots = zoneSlots(props.zones);
    const vswitches = (kind: 'Nodes' | 'Pods') =>
      props.zones.map(
        (zoneId, index) =>
          // After the zone: of a list, those after one that goes would be replaced.
          new Vswitch(this, `${kind}-${Token.isUnresolved(zoneId) ? index : zoneId}`, {
            vswitchName: `${name}-${kind.toLowerCase()}-${zoneId}`,
            vpcId: vpc.id,
            cidrBlock: subnetsOf(cidr, slots.get(zoneId)!)[kind === 'Nodes' ? 'nodes' : 'pods'],
            zoneId,
          }),
      );
    const nodes = vswitches('Nodes');
    const pods = vswitches('Pods');

    this.vpcId = vpc.id;
    this.cidr = cidr;
    this.nodeVswitchIds = nodes.map((vswitch) => vswitch.id);
    this.podVswitchIds = pods.map((vswitch) => vswitch.id);
    this.internetEgress = props.internetEgress ?? false;
    this.resource = vpc;
    const project = logProject(this, 'LogProject', {
      name: props.logProjectName,
      prefix: `${nameFromId(id)}-flow-logs`,
      vpcId: vpc.id,
      description: 'Who talked with whom in the VPC',
    });
    this.logProjectName = project.projectName;
    this.addFlowLog(name, project, props.flowLogDays ?? LOG_RETENTION_DAYS);
    this.endpoint = new VpcGatewayEndpoint(this, 'Oss', {
      gatewayEndpointName: `${name}-oss`,
      gatewayEndpointDescrption: 'OSS without the Internet',
      serviceName: `com.aliyun.${region}.oss`,
      vpcId: vpc.id,
      routeTables: [vpc.routeTableId],
      policyDocument: this.endpointPolicy(),
    });
    if (this.internetEgress) {
      this.addNat(name, props.zones, [...nodes, ...pods]);
    }
  }

  /**
   * Lets what is in the network write to a bucket through the OSS endpoint. What is not allowed here cannot be written
   * from the network, so that nothing is carried to a bucket of somebody else.
   *
   * @param bucketName name of the bucket
   * @throws InputError when it stands for more than one
   */
  public allowWrites(bucketName: string): void {
    const problems = new Problems(this.node.path);
    problems.add(...checkPattern('name of the bucket', bucketName, BUCKET_NAME, BUCKET_NAME_RULE));
    problems.throwIfAny();
    this.writable.push(bucketName);
    this.endpoint.policyDocument = this.endpointPolicy();
  }

  private addFlowLog(name: string, project: LogProject, days: number): void {
    const store = logStore(this, 'LogStore', project, 'flow-logs', days);
    new VpcFlowLog(this, 'FlowLog', {
      flowLogName: `${name}-all`,
      resourceType: 'VPC',
      resourceId: this.vpcId,
      trafficType: 'All',
      projectName: project.projectName,
      logStoreName: store.logstoreName,
      status: 'Active',
    });
  }

  private addNat(name: string, zones: string[], vswitches: Vswitch[]): void {
    const nat = new NatGateway(this, 'Nat', {
      natGatewayName: `${name}-egress`,
      vpcId: this.vpcId,
      vswitchId: vswitches[0].id,
      natType: 'Enhanced',
      networkType: 'internet',
      paymentType: 'PayAsYouGo',
      internetChargeType: 'PayByLcu',
      deletionProtection: true,
      // Where it was made is where it stays, whichever zone is named first.
      lifecycle: { ignoreChanges: ['vswitch_id'] },
    });
    const address = new EipAddress(this, 'NatAddress', {
      addressName: `${name}-egress`,
      paymentType: 'PayAsYouGo',
      internetChargeType: 'PayByTraffic',
      bandwidth: '100',
    });
    const association = new EipAssociation(this, 'NatAssociation', {
      allocationId: address.id,
      instanceId: nat.id,
      instanceType: 'Nat',
    });
    vswitches.forEach((vswitch, index) => {
      const zone = zones[index % zones.length];
      new SnatEntry(
        this,
        `Snat-${index < zones.length ? 'Nodes' : 'Pods'}-${Token.isUnresolved(zone) ? index : zone}`,
        {
          snatTableId: nat.snatTableIds,
          sourceVswitchId: vswitch.id,
          snatIp: address.ipAddress,
          dependsOn: [association],
        },
      );
    });
  }

  /** Reads stay open: nodes start from ACK's own buckets, and layers of images lie in those of the registry. */
  private endpointPolicy(): string {
    const writes = this.writable.map((bucket) => `acs:oss:*:*:${bucket}/*`);
    const statement = (Action: string[], Resource: string[]) => ({
      Effect: 'Allow',
      Principal: ['*'],
      Action,
      Resource,
    });
    return jsonDocument({
      Version: '1',
      Statement: [statement(OSS_READS, ['*']), ...(writes.length > 0 ? [statement(OSS_WRITES, writes)] : [])],
    });
  }
}
