/**
 * Trims plans of `terraform show -json` to what `check` reads of them, one resource a line, for test/terraform/plans.
 *
 * Usage: tsx projenrc/alicloud/trim-plan.ts <plan.json> <trimmed.json>
 */
import { readFileSync, writeFileSync } from 'node:fs';

interface Plan {
  readonly format_version: string;
  readonly terraform_version: string;
  readonly planned_values: { readonly root_module: { readonly resources: readonly Record<string, unknown>[] } };
  readonly resource_changes: readonly { readonly address: string; readonly change: Record<string, unknown> }[];
  readonly configuration: {
    readonly provider_config: object;
    readonly root_module: { readonly resources: readonly Record<string, unknown>[] };
  };
}

function trimPlan(plan: Plan) {
  const { format_version, terraform_version, planned_values, resource_changes, configuration } = plan;
  return {
    format_version,
    terraform_version,
    planned_values: {
      root_module: {
        resources: planned_values.root_module.resources.map(({ address, mode, type, name, values }) => ({
          ...{ address, mode, type, name, values },
        })),
      },
    },
    resource_changes: resource_changes.map(({ address, change: { actions, after_unknown } }) => ({
      address,
      change: { actions, after_unknown },
    })),
    configuration: {
      provider_config: configuration.provider_config,
      root_module: {
        resources: configuration.root_module.resources.map(({ address, mode, type, name, expressions }) => ({
          ...{ address, mode, type, name, expressions },
        })),
      },
    },
  };
}

const [source, target] = process.argv.slice(2);
const text = JSON.stringify(trimPlan(JSON.parse(readFileSync(source, 'utf8'))));
writeFileSync(target, `${text.replace(/\{"address":/g, '\n{"address":')}\n`);
