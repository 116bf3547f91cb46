import { authorizationPolicy, extensionProvider } from './external-authorization';
import { processingFilter } from './external-processing';
import { ExternalAuthorizationOptions, ExternalProcessingOptions, GuardedAnswers } from './guard-options';
import { checkGuardService, guardContribution } from './guard-service';
import { GuardedService } from './guarded-service';
import { ManagedGuardrail } from './managed-guardrail';
import { EngineProfile } from '../../engines/engine-profile';
import { callerPorts } from '../../engines/ports';
import { Mesh } from '../../kubernetes/mesh';
import { MeshKind } from '../../kubernetes/mesh-kind';
import { MANUAL_STEP, RESIDUAL_RISK } from '../../objects/residual-annotations';
import { Problem } from '../../private/problems';
import { AbuseBudget } from '../abuse-budget';
import { Caller } from '../caller';
import { Connections } from '../connections';
import { Contribution, EmittedObject } from '../contribution';
import type { SecureGpuInferenceService } from '../secure-gpu-inference-service';

/** What a guard must know of the service in front of which it stands. */
interface GuardContext {
  readonly mesh: Mesh;
  readonly budget: AbuseBudget;
  readonly engine: { readonly profile: EngineProfile };
}

/** Options of a guard model. */
export interface GuardModelOptions {
  /** Service of the guard model, for example of Qwen3Guard or Llama Guard. It serves nobody but the gateway. */
  readonly service: SecureGpuInferenceService;

  /** The gateway, which asks the guard model before it passes a prompt or an answer on. */
  readonly gateway: Caller;
}

/** What kinds of guards differ in. */
interface GuardParts {
  /** Who asks, if not the mesh: nobody else may call the engine. */
  readonly gateway?: Caller;
  readonly guardModel?: SecureGpuInferenceService;
  readonly sees: string;
  readonly manualStep: string;
  contribution(mesh: Mesh): Contribution;
  policies(service: GuardedService): EmittedObject[];
  problems(mesh: Mesh, budget: AbuseBudget): Problem[];
  /** What the configuration of the mesh must say. */
  provider(budget: AbuseBudget): { [key: string]: any } | undefined;
}

const NOTHING: Pick<GuardParts, 'contribution' | 'policies' | 'problems' | 'provider'> = {
  contribution: () => ({}),
  policies: () => [],
  problems: () => [],
  provider: () => undefined,
};

/** What no guard does. */
const LIMIT = 'It recognizes some attacks, not all: what it lets pass may still carry instructions.';

const SEES: Record<GuardedAnswers, string> = {
  [GuardedAnswers.NONE]: 'answers are not seen',
  [GuardedAnswers.WHOLE]: 'answers are held until it saw all of them, streamed ones too',
  [GuardedAnswers.PIECES]: 'answers are seen piece by piece, and what was passed on before a refusal stays passed on',
};

const TRY = 'Stop it and see that requests are refused; see that its logs hold no prompts.';

const GATEWAY_DECIDES =
  'The gateway decides whether it asks, about which directions, and about streamed answers as a whole or in pieces';

/**
 * What looks at prompts before the engine does, for instructions that they should not carry. Requests are refused while it
 * does not answer. What it leaves open is written on the Service and stands in the evidence.
 */
export class PromptGuard {
  /**
   * A service that the mesh asks about each request (Envoy's external authorization). It sees no answers.
   *
   * The mesh must know the service under the name of its provider: the service's `guardProvider` is what to enter there.
   * While it is not there, every request is refused.
   *
   * Source: https://istio.io/latest/docs/tasks/security/authorization/authz-custom/
   *
   * @param options provider and service
   */
  public static externalAuthorization(options: ExternalAuthorizationOptions): PromptGuard {
    return new PromptGuard({
      ...NOTHING,
      contribution: (mesh) => guardContribution(options, mesh),
      policies: (service) => [authorizationPolicy(options.provider, service)],
      problems: () => [...checkGuardService(options), ...checkProvider(options.provider)],
      provider: (budget) => extensionProvider(options, budget),
      sees: `requests are held until it saw all of them; ${SEES[GuardedAnswers.NONE]}`,
      manualStep: `Enter it in the configuration of the mesh, as guardProvider says. ${TRY}`,
    });
  }

  /**
   * A service that the sidecar of each replica asks about requests and answers (Envoy's external processing, for example
   * vLLM Semantic Router). It needs a mesh with sidecars.
   *
   * @param options service, and what it sees of answers
   */
  public static externalProcessing(options: ExternalProcessingOptions): PromptGuard {
    return new PromptGuard({
      ...NOTHING,
      contribution: (mesh) => guardContribution(options, mesh),
      policies: (service) => [processingFilter(options, service)],
      problems: (mesh) => [...checkGuardService(options), ...checkSidecar(mesh)],
      sees: `requests are held until it saw all of them; ${SEES[options.answers ?? GuardedAnswers.WHOLE]}`,
      manualStep: TRY,
    });
  }

  /**
   * A guard model that the gateway asks. Nobody but the gateway may then call the engine or the guard model, so that
   * nobody gets around it.
   *
   * @param options guard model and gateway
   */
  public static model(options: GuardModelOptions): PromptGuard {
    return new PromptGuard({
      ...NOTHING,
      problems: (_, budget) => checkContext(options.service, budget),
      gateway: options.gateway,
      guardModel: options.service,
      sees: GATEWAY_DECIDES,
      manualStep: `Set the gateway to refuse what the guard model does not answer. ${TRY}`,
    });
  }

  /**
   * A managed guardrail outside the cluster, which the gateway asks. Nobody but the gateway may then call the engine.
   *
   * @param guardrail the way from the gateway to it
   */
  public static managed(guardrail: ManagedGuardrail): PromptGuard {
    return new PromptGuard({
      ...NOTHING,
      gateway: guardrail.gateway,
      sees: `${GATEWAY_DECIDES}; prompts leave the cluster for ${guardrail.host}`,
      manualStep: `Set the gateway to refuse what the guardrail does not answer. Block it and see that requests are refused.`,
    });
  }

  private constructor(private readonly parts: GuardParts) {}

  /** @internal */
  public _contribution({ mesh }: { readonly mesh: Mesh }): Contribution {
    return this.parts.contribution(mesh);
  }

  /** @internal */
  public _policies(service: GuardedService): EmittedObject[] {
    return this.parts.policies(service);
  }

  /** @internal */
  public _provider(budget: AbuseBudget): { [key: string]: any } | undefined {
    return this.parts.provider(budget);
  }

  /** @internal */
  public _annotations(): Record<string, string> {
    const { sees, manualStep } = this.parts;
    return { [RESIDUAL_RISK]: `Prompt guard: ${sees}. ${LIMIT}`, [MANUAL_STEP]: manualStep };
  }

  /**
   * Leaves the gateway as the only caller.
   *
   * @internal
   */
  public _reserve(engine: Connections): void {
    const { gateway, guardModel } = this.parts;
    if (gateway) {
      engine._reserveFor(gateway);
      guardModel?.connections._reserveFor(gateway);
      // it may have allowed the gateway itself, or for another engine
      if (!guardModel?.connections._edges().some(({ caller }) => caller._is(gateway))) {
        guardModel?.connections.allowFrom(gateway);
      }
    }
  }

  /** @internal */
  public _problems({ mesh, budget, engine }: GuardContext): Problem[] {
    const own = [...this.parts.problems(mesh, budget), ...checkReadable(engine.profile)];
    return mesh.kind === MeshKind.NONE
      ? [
          ...own,
          {
            what: 'a prompt guard needs a mesh that knows who calls',
            got: 'promptGuard with Mesh.none',
            allowed: 'Mesh.asm, .istio or .ambient',
            fix: 'use a mesh, or leave promptGuard out',
          },
        ]
      : own;
  }
}

/** A guard reads JSON. */
function checkReadable(profile: EngineProfile): Problem[] {
  return callerPorts(profile)
    .filter(({ protocol = 'http' }) => protocol !== 'http')
    .map(({ name, protocol }) => ({
      what: 'a prompt guard cannot read what callers send on a port',
      got: `${name} (${protocol})`,
      allowed: 'http',
      fix: 'leave out gRPC, or the prompt guard',
    }));
}

function checkProvider(provider: string): Problem[] {
  return /^[A-Za-z0-9]([-.A-Za-z0-9]*[A-Za-z0-9])?$/.test(provider)
    ? []
    : [
        {
          what: 'invalid name of the extension provider',
          got: provider,
          allowed: 'letters, digits, dashes and dots',
          fix: 'give the name under which the configuration of the mesh has it',
        },
      ];
}

function checkSidecar(mesh: Mesh): Problem[] {
  return mesh.kind === MeshKind.AMBIENT
    ? [
        {
          what: 'external processing needs the sidecar of the replica',
          got: 'Mesh.ambient',
          allowed: 'Mesh.asm or Mesh.istio',
          fix: 'use PromptGuard.externalAuthorization, which a waypoint knows, or a mesh with sidecars',
        },
      ]
    : [];
}

function checkContext(guard: SecureGpuInferenceService, budget: AbuseBudget): Problem[] {
  const [most, read] = [budget, guard._plan.budget].map((each) => each._engineLimits().contextTokens ?? Infinity);
  return most <= read || most === Infinity
    ? []
    : [
        {
          what: 'guard model reads fewer tokens than the engine takes',
          got: read,
          allowed: `at least ${most}, or it refuses every longer prompt`,
          fix: 'raise contextTokens in the budget of the guard model, or lower it in that of the engine',
        },
      ];
}
