import { ENGINES } from '../engines';
import { Problem } from '../private/problems';

/** Pull-request gates that a repository may have. */
export const GATES = ['github', 'gitlab', 'none'] as const;

/** Programs that propose new versions. */
export const UPDATERS = ['renovate', 'dependabot', 'none'] as const;

/** Options of a new repository. */
export interface AppPlan {
  readonly name: string;
  readonly namespace: string;
  readonly engine: keyof typeof ENGINES;
  /** Image prefix, for example `acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai`. */
  readonly registry: string;
  readonly gate: (typeof GATES)[number];
  readonly updates: (typeof UPDATERS)[number];
  /** Whether it also has a Terraform stack. */
  readonly cloud: boolean;
}

/** An option, its default and the question that asks for it on a terminal. */
export interface AppOption {
  readonly key: keyof AppPlan;
  readonly question: string;
  readonly fallback: string;
  readonly pattern: RegExp;
  readonly allowed: string;
}

const LABEL = /^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?$/;

export const APP_ENGINES = Object.keys(ENGINES);

/** Options in the order in which they are asked. */
export const APP_OPTIONS: readonly AppOption[] = [
  option('name', 'name of the service', 'chat', LABEL, 'a DNS label of at most 40 characters'),
  option('namespace', 'namespace', 'inference', LABEL, 'a DNS label of at most 40 characters'),
  option('engine', 'inference engine', 'vllm', oneOf(APP_ENGINES), APP_ENGINES.join(', ')),
  option(
    'registry',
    'registry of your images',
    'acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai',
    /^[a-z0-9][a-z0-9.-]*\.[a-z0-9.-]+(:\d+)?(\/[a-z0-9._-]+)+$/,
    '<registry host>/<path>',
  ),
  option('gate', 'pull-request gate', 'github', oneOf(GATES), GATES.join(', ')),
  option('updates', 'updates of dependencies', 'renovate', oneOf(UPDATERS), UPDATERS.join(', ')),
];

/** Everything that is wrong with the options. */
export function appProblems(plan: AppPlan): Problem[] {
  return APP_OPTIONS.filter(({ key, pattern }) => !pattern.test(String(plan[key]))).map(
    ({ key, allowed, fallback }) => ({
      what: `--${key} is not usable`,
      got: plan[key],
      allowed,
      fix: `for example --${key} ${fallback}`,
    }),
  );
}

function option(key: keyof AppPlan, question: string, fallback: string, pattern: RegExp, allowed: string): AppOption {
  return { key, question, fallback, pattern, allowed };
}

function oneOf(values: readonly string[]): RegExp {
  return new RegExp(`^(${values.join('|')})$`);
}
