import { cdk } from 'projen';

/** Folders of lib/ from the lowest layer to the highest. A folder imports its own layer and lower ones, types included. */
export const LAYERS: readonly (readonly string[])[] = [
  ['private'],
  ['app', 'engines'],
  ['objects'],
  ['terraform', 'images'],
  ['effective'],
  ['guardrails/rules'],
  ['detection', 'guardrails/cel'],
  ['guardrails/evaluation'],
  ['guardrails/suppressions', 'guardrails/synthesis', 'guardrails/reachability', 'guardrails/evidence'],
  ['guardrails/report', 'guardrails/admission', 'guardrails/index.ts'],
  ['kubernetes'],
  ['inference'],
  ['alicloud'],
  ['model-guard', 'registry'],
  ['adopt', 'policies', 'pipeline', 'scan'],
  ['scaffold'],
  ['drift'],
  ['preflight'],
  ['cli'],
];

/** Lint that fences the layers of lib/, so that an editor shows a wrong import. */
export function fenceLayers(project: cdk.JsiiProject): void {
  project.eslint?.addRules({
    'import/no-cycle': ['error', { ignoreExternal: true }],
    'import/no-restricted-paths': [
      'error',
      {
        zones: LAYERS.slice(0, -1).flatMap((layer, index) => ({
          target: layer.map((folder) => `./lib/${folder}`),
          from: LAYERS.slice(index + 1)
            .flat()
            .map((folder) => `./lib/${folder}`),
          message: 'a folder of lib/ imports lower layers only; see ARCHITECTURE.md',
        })),
      },
    ],
  });
}
