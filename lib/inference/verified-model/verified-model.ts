import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { addChecked } from '../add-checked';
import { checkProps } from './checks';
import { directoryOf, fetchJob, publishJob, Stage, stageLabels, stageName, Transfer } from './jobs';
import { VerifiedModelProps } from './props';
import { recordPolicy } from './record-policy';
import { nameFromId } from '../../kubernetes/names';
import { cidrEgress, DNS_EGRESS, networkPolicySpec } from '../../kubernetes/network';
import { contentHash } from '../../private/content-hash';
import { joinedName } from '../../private/joined-name';
import { Problems } from '../../private/problems';
import { Contribution } from '../contribution';
import { ModelSource } from '../model-source';
import { OutputCheck } from '../output-check';
import { checkNamespace } from '../prerequisites';

/**
 * A model that is fetched, verified and published before anything serves it.
 *
 * 1. A job fetches it with a RAM role to a volume that nobody serves from. It reaches the store, and has no GPU.
 * 2. A job without network and token copies it to another volume, verifies the copy, and gives it the name of its digest.
 * 3. Services mount that directory, read-only: `model: verified.source`. A ValidatingAdmissionPolicy refuses their pods until
 *    the second job has succeeded.
 *
 * Both volumes must let user 1001 write to their root.
 */
export class VerifiedModel extends Construct {
  /** The published model, for services of the same namespace. */
  public readonly source: ModelSource;

  /** Digest of the model. */
  public readonly digest: string;

  /** Namespace of jobs and services. */
  public readonly namespace: string;

  /** @internal */
  public readonly _publisher: string;

  /** @internal */
  public readonly _claim: string;

  private readonly output = new OutputCheck(this);

  /**
   * Defines jobs, network policies and admission policy.
   *
   * @param scope chart that holds them, with a namespace
   * @param id construct id, which names the objects
   * @param props digest, store, verification and volumes
   * @throws InputError that lists everything that is wrong with the properties
   */
  public constructor(scope: Construct, id: string, props: VerifiedModelProps) {
    super(scope, id);
    const { digest, format, size, publishedClaim, fetch } = props;
    const transfer: Transfer = { name: nameFromId(id), props };
    this.namespace = Chart.of(this).namespace ?? '';
    this.digest = digest;
    this._publisher = stageName(transfer, 'publish');
    this._claim = publishedClaim;
    this.source = ModelSource.pvc({
      ...{ name: props.name, format, size, digest },
      claimName: publishedClaim,
      subPath: directoryOf(digest),
    });
    const problems = new Problems(this.node.path);
    problems.add(...checkNamespace(this.namespace), ...checkProps(transfer), ...this.source._problems());
    problems.throwIfAny();
    this.node.addValidation(this.output);

    const identity = fetch.identity._contribution({ withoutCredentials: [] });
    const store = (fetch.storeCidrs ?? []).map((cidr) => cidrEgress([cidr], 443));
    this.addStage(transfer, 'fetch', identity, [DNS_EGRESS, ...(identity.egress ?? []), ...store]);
    this.addStage(transfer, 'publish', {}, []);
    const published = publishJob(transfer);
    const { map } = props.verification._program(transfer.name, 1, []);
    const record = { policy: policyName(this.namespace, transfer.name, digest), namespace: this.namespace, digest };
    for (const object of [map, fetchJob(transfer), published, ...recordPolicy({ ...record, job: published })]) {
      addChecked(this, this.output, object, props);
    }
  }

  private addStage(transfer: Transfer, stage: Stage, identity: Contribution, egress: object[]): void {
    const name = stageName(transfer, stage);
    addChecked(
      this,
      this.output,
      {
        ...{ apiVersion: 'v1', kind: 'ServiceAccount', name, annotations: identity.serviceAccountAnnotations },
        body: { automountServiceAccountToken: false },
      },
      transfer.props,
    );
    const spec = networkPolicySpec({ matchLabels: stageLabels(transfer, stage) }, [], egress);
    addChecked(
      this,
      this.output,
      { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', name, body: { spec } },
      transfer.props,
    );
  }
}

/** A policy for each digest: that of the model before stays while pods still serve it. */
function policyName(namespace: string, name: string, digest: string): string {
  return `${joinedName([namespace, name], 'verified')}-${contentHash({ digest })}`;
}
