import { ApiObject, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { SecureGpuInferenceService } from './secure-gpu-inference-service';
import {
  ContractSources,
  DeniedAct,
  deniedActs,
  falcoRules,
  runtimeContract,
  RuntimeContract,
  tracingPolicies,
} from '../detection/runtime';
import { CommonMetadata } from '../kubernetes/common-metadata';
import { MANAGED_BY } from '../kubernetes/labels';
import { checkCidrs } from '../objects/cidr';
import { Manifest } from '../objects/manifest';
import { joinedName } from '../private/joined-name';
import { describe, Problem, Problems } from '../private/problems';

/** Software that watches system calls on the nodes. */
export enum RuntimeSensor {
  /** Tetragon, https://tetragon.io. Its operator needs the policy filter for namespaces, which is on by default. */
  TETRAGON = 'tetragon',

  /** Falco, https://falco.org. Mount the ConfigMap among its rules files. */
  FALCO = 'falco',
}

/** Properties of `ServiceRuntimeRules`. */
export interface ServiceRuntimeRulesProps {
  /** The service whose pods are watched. */
  readonly service: SecureGpuInferenceService;

  /**
   * What watches them.
   *
   * @default - Tetragon and Falco
   */
  readonly sensors?: RuntimeSensor[];

  /**
   * Address ranges of the cluster's pods. The processes of an engine talk to each other by the address of the pod, so that
   * connections to these ranges are left to the NetworkPolicy.
   *
   * @default - the private ranges 10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16
   */
  readonly podCidrs?: string[];

  /**
   * File names of further programs that the image starts, without directories.
   *
   * @default - what the profile of the engine names, and what engines written in Python start
   */
  readonly programs?: string[];

  /**
   * Namespace that Falco runs in.
   *
   * @default falco
   */
  readonly falcoNamespace?: string;
}

/**
 * Rules for what a service must never do at run time, made from what it is allowed to do: its entrypoint, its writable
 * directories, its mounts and its egress. Rules of Tetragon and Falco observe; they stop nothing. What Security Center is to
 * deny is handed to the cloud half.
 *
 * Define it after every patch of the service: rules that no longer fit what is written are an error.
 */
export class ServiceRuntimeRules extends Construct {
  /**
   * What Security Center is to deny: `acts.map((act) => alicloud.ClientRule.denyAct(act))`. Its rules block, and hold for
   * whole nodes: processes of the service are known by their command line, so that services of one engine and one model
   * are one to it.
   */
  public readonly deniedActs: DeniedAct[];

  /**
   * Defines the rules.
   *
   * @param scope chart that holds them
   * @param id construct id
   * @param props service and sensors
   * @throws InputError if a range of addresses or the name of a program is none
   */
  public constructor(scope: Construct, id: string, props: ServiceRuntimeRulesProps) {
    super(scope, id);
    const { service, podCidrs, sensors = Object.values(RuntimeSensor) } = props;
    const problems = new Problems(this.node.path);
    problems.add(...checkCidrs('range of pods', podCidrs ?? []), ...(props.programs ?? []).flatMap(checkProgram));
    problems.throwIfAny();

    const programs = [...(service._plan.engine.profile.programs ?? []), ...(props.programs ?? [])];
    const read = () => runtimeContract(sources(service), { podCidrs, programs });
    const contract = read();
    this.deniedActs = deniedActs(contract);
    this.node.addValidation({ validate: () => stale(this.node.path, contract, read()) });
    if (sensors.includes(RuntimeSensor.TETRAGON)) {
      this.addTracingPolicies(contract, service._common);
    }
    if (sensors.includes(RuntimeSensor.FALCO)) {
      this.addFalcoRules(contract, props.falcoNamespace ?? 'falco', service._common);
    }
  }

  private addTracingPolicies(contract: RuntimeContract, common: CommonMetadata): void {
    for (const { id, description, spec } of tracingPolicies(contract)) {
      new ApiObject(this, id, {
        apiVersion: 'cilium.io/v1alpha1',
        kind: 'TracingPolicyNamespaced',
        metadata: {
          name: `${contract.service}-${id}`,
          namespace: contract.namespace,
          labels: { ...common.labels, ...MANAGED_BY },
          annotations: { ...common.annotations, 'kubernetes.io/description': description },
        },
        spec,
      });
    }
  }

  private addFalcoRules(contract: RuntimeContract, namespace: string, common: CommonMetadata): void {
    const name = joinedName([contract.namespace, contract.service], 'rules');
    new ApiObject(this, 'falco', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace, labels: { ...common.labels, ...MANAGED_BY }, annotations: common.annotations },
      data: { [`${name}.yaml`]: Yaml.stringify(falcoRules(contract)) },
    });
  }
}

function sources(service: SecureGpuInferenceService): ContractSources {
  return {
    name: service.name,
    namespace: service.namespace,
    podLabels: service._selector,
    workload: service._workload.toJson() as Manifest,
    networkPolicy: service.object('NetworkPolicy').toJson() as Manifest,
  };
}

function stale(path: string, then: RuntimeContract, now: RuntimeContract): string[] {
  const changed = (Object.keys(now) as (keyof RuntimeContract)[]).filter(
    (field) => JSON.stringify(then[field]) !== JSON.stringify(now[field]),
  );
  return changed.map((field) => {
    const problem = {
      what: `service was changed after its runtime rules were made: ${field}`,
      got: now[field],
      allowed: JSON.stringify(then[field]),
      fix: 'define the rules after the last patch of the service',
    };
    return `[${path}] ${describe(problem)}`;
  });
}

function checkProgram(name: string): Problem[] {
  return /^[A-Za-z0-9][A-Za-z0-9._+-]*$/.test(name)
    ? []
    : [
        {
          what: 'program must be a single file name',
          got: name,
          allowed: 'a file name without directories, wildcards or arguments',
          fix: 'give the name of the file, for example `ffmpeg`',
        },
      ];
}
