import { ExternalProcessingOptions, GuardedAnswers } from './guard-options';
import { guardHost, guardTimeout } from './guard-service';
import { GuardedService } from './guarded-service';
import { EmittedObject } from '../contribution';
import { inboundFilter, typed } from '../inbound-filter';

const BODY_MODE: Record<GuardedAnswers, string> = {
  [GuardedAnswers.NONE]: 'NONE',
  [GuardedAnswers.WHOLE]: 'BUFFERED',
  [GuardedAnswers.PIECES]: 'STREAMED',
};

/** After the filters of the abuse budget, so that the guard is not asked about what is refused anyway. */
const AFTER_BUDGET = 10;

/**
 * The filter that asks. Requests without a prompt pass it by, so that metrics are there while the guard is not.
 *
 * Source: Envoy documentation, "External Processing" and "Match API".
 */
export function processingFilter(
  options: ExternalProcessingOptions,
  { name, selector }: GuardedService,
): EmittedObject {
  const { answers = GuardedAnswers.WHOLE } = options;
  const timeout = guardTimeout(options);
  const processing = typed('filters.http.ext_proc.v3.ExternalProcessor', {
    grpc_service: {
      envoy_grpc: { cluster_name: `outbound|${options.port}||${guardHost(options)}` },
      timeout,
    },
    failure_mode_allow: false,
    message_timeout: timeout,
    processing_mode: {
      request_header_mode: 'SEND',
      request_body_mode: 'BUFFERED',
      response_header_mode: answers === GuardedAnswers.NONE ? 'SKIP' : 'SEND',
      response_body_mode: BODY_MODE[answers],
    },
  });
  const conditional = {
    '@type': 'type.googleapis.com/envoy.extensions.common.matching.v3.ExtensionWithMatcher',
    extension_config: { name: 'envoy.filters.http.ext_proc', typed_config: processing },
    xds_matcher: {
      matcher_list: {
        matchers: [
          {
            predicate: {
              single_predicate: {
                input: {
                  name: 'method',
                  typed_config: {
                    '@type': 'type.googleapis.com/envoy.type.matcher.v3.HttpRequestHeaderMatchInput',
                    header_name: ':method',
                  },
                },
                value_match: { exact: 'GET' },
              },
            },
            on_match: {
              action: { name: 'skip', typed_config: typed('filters.common.matcher.action.v3.SkipFilter', {}) },
            },
          },
        ],
      },
    },
  };
  return {
    apiVersion: 'networking.istio.io/v1alpha3',
    kind: 'EnvoyFilter',
    name: `${name}-prompt-guard`,
    body: {
      spec: {
        workloadSelector: { labels: selector },
        priority: AFTER_BUDGET,
        configPatches: [inboundFilter('ext_proc', conditional)],
      },
    },
  };
}
