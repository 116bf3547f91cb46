import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { INetworkPerimeter } from './network-perimeter';
import { KmsInstance as KmsInstanceResource } from './provider/kms-instance';
import { checkBounds, checkKnown, checkPattern } from './support/known';
import { checkNetwork } from './support/network';
import { neverDestroyed } from './support/protection';
import { regionOf } from './support/stack';
import { checkZones } from './support/zones';
import { nameFromId } from '../kubernetes/names';
import { Problem, Problems } from '../private/problems';

/** Properties of `KmsInstance`. */
export interface KmsInstanceProps {
  /** Network that reaches the instance. OSS, ECS, ACK and Container Registry use its keys from anywhere in the region. */
  readonly network: INetworkPerimeter;

  /** Two zones of the region, in the first of which the network has its first vSwitch. */
  readonly zones: string[];

  /**
   * Name of the instance.
   *
   * @default - the construct id in lower case, words separated by dashes
   */
  readonly name?: string;

  /**
   * Keys that it holds at most, 1000 to 100000. Each rotation of a key counts as one more.
   *
   * @default 1000
   */
  readonly keys?: number;

  /**
   * Months that are paid when the instance is bought: 1, 2, 3, 6, 12, 24 or 36. They are renewed; what is changed here later
   * changes nothing.
   *
   * @default 1
   */
  readonly months?: number;
}

/** Source: `period` of the provider. */
const MONTHS = [1, 2, 3, 6, 12, 24, 36];

/**
 * An instance of Key Management Service with software keys, which accounts of today's KMS need before they make a key:
 * `kmsInstanceId` of other constructs takes its `instanceId`.
 *
 * It costs 500 US dollars a month, with 1,000 keys and 1,000 requests a second (price list of Alibaba Cloud, January 2025; more
 * keys cost more). An apply buys it at once. One instance serves all platforms of an account in a region.
 */
export class KmsInstance extends Construct {
  /** Id of the instance. */
  public readonly instanceId: string;

  /** The instance itself. */
  public readonly resource: TerraformResource;

  /**
   * Defines the instance.
   *
   * @param scope stack, or a construct in it
   * @param id construct id
   * @param props network and zones
   * @throws InputError that lists everything that is wrong with the properties
   */
  public constructor(scope: Construct, id: string, props: KmsInstanceProps) {
    super(scope, id);
    const { network, zones, months = 1, keys = 1000, name = nameFromId(id) } = props;
    const problems = new Problems(this.node.path);
    problems.add(
      ...checkNetwork(network),
      ...checkZones(zones, regionOf(this), [2, 2]),
      ...checkPattern('name', name, /^[A-Za-z][\w-]{0,127}$/, {
        allowed: 'up to 128 letters, digits, dashes and underscores, the first a letter',
        fix: 'leave it out for the construct id',
      }),
      ...checkBounds('number of keys', keys, [1000, 100_000], 'leave it out for 1000'),
      ...checkKnown(months, checkPeriod),
    );
    problems.throwIfAny();
    const instance = new KmsInstanceResource(this, 'Resource', {
      instanceName: name,
      // Keys in software.
      productVersion: '3',
      paymentType: 'Subscription',
      spec: 1000,
      keyNum: keys,
      secretNum: 0,
      vpcNum: 1,
      period: months,
      renewStatus: 'AutoRenewal',
      renewPeriod: months,
      renewalPeriodUnit: 'M',
      vpcId: network.vpcId,
      vswitchIds: network.nodeVswitchIds.slice(0, 1),
      zoneIds: zones,
      // What was paid at first says nothing later.
      lifecycle: neverDestroyed(['period', 'renew_period', 'renewal_period_unit', 'renew_status']),
    });
    this.instanceId = instance.id;
    this.resource = instance;
  }
}

function checkPeriod(months: number): Problem[] {
  return MONTHS.includes(months)
    ? []
    : [
        {
          what: 'KMS is not sold for this number of months',
          got: months,
          allowed: MONTHS.join(', '),
          fix: 'leave it out for 1',
        },
      ];
}
