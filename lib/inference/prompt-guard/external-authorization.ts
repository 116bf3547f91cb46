import { ExternalAuthorizationOptions, GuardProtocol } from './guard-options';
import { guardHost, guardTimeout } from './guard-service';
import { GuardedService } from './guarded-service';
import { AbuseBudget } from '../abuse-budget';
import { EmittedObject } from '../contribution';

/** Rule by which the mesh asks about everything that carries a prompt, before it looks at who calls. */
export function authorizationPolicy(provider: string, service: GuardedService): EmittedObject {
  const { name, selector, mesh } = service;
  const target = mesh._waypoint
    ? { targetRefs: [{ group: '', kind: 'Service', name }] }
    : { selector: { matchLabels: selector } };
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    name: `${name}-prompt-guard`,
    body: {
      spec: {
        ...target,
        action: 'CUSTOM',
        provider: { name: provider },
        rules: [
          {
            to: service.operations
              .filter(({ method }) => method !== 'GET')
              .map(({ method, paths, port }) => ({
                operation: { methods: [method], paths: [...paths], ports: [String(port)] },
              })),
          },
        ],
      },
    },
  };
}

/**
 * What the configuration of the mesh must say of the guard: it gets whole requests, and without its answer they are
 * refused.
 *
 * Source: https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshConfig-ExtensionProvider
 */
export function extensionProvider(options: ExternalAuthorizationOptions, budget: AbuseBudget): { [key: string]: any } {
  const asks = {
    service: guardHost(options),
    port: options.port,
    timeout: guardTimeout(options),
    failOpen: false,
    statusOnError: '503',
  };
  const body = { maxRequestBytes: budget._engineLimits().bodyBytes, allowPartialMessage: false };
  return options.protocol === GuardProtocol.HTTP
    ? {
        name: options.provider,
        envoyExtAuthzHttp: {
          ...asks,
          includeRequestHeadersInCheck: ['content-type'],
          includeRequestBodyInCheck: body,
        },
      }
    : {
        name: options.provider,
        envoyExtAuthzGrpc: { ...asks, includeRequestBodyInCheck: { ...body, packAsBytes: true } },
      };
}
