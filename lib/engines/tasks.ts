import { readCommandLine } from './arguments/abbreviations';
import { exists, setsExactly } from './arguments/flags';
import { Flag, lastGiven } from './arguments/parse';
import { EngineFlag, EngineProfile } from './engine-profile';
import { EngineRoute, RouteAccess } from './engine-traffic';
import { GENERATION, ModelTask, TaskSetting } from './model-task';
import { Problem } from '../private/problems';

/** What decides the tasks of a server. */
export interface TaskContext {
  readonly version: string;
  /** Arguments that a user adds. */
  readonly args: readonly string[];
  /** Variables that a user adds. */
  readonly environment: Readonly<Record<string, string>>;
  /** Tasks that a user names. */
  readonly tasks?: readonly ModelTask[];
}

/** Tasks of a server: those that a user names, else those that arguments say, else answers to texts. */
export function tasksOf(profile: EngineProfile, { args, tasks }: TaskContext): readonly ModelTask[] {
  const told = given(profile, readCommandLine(profile, args).flags).flatMap(({ tells }) => tells ?? []);
  return tasks ?? (told.length > 0 ? [...new Set(told)] : GENERATION);
}

/** Flags of a profile that apply to a version and to tasks. */
export function flagsFor(profile: EngineProfile, version: string, tasks: readonly ModelTask[]): EngineFlag[] {
  return profile.flags.filter(
    (flag) => exists(flag, version) && (flag.tasks === undefined || flag.tasks.some((task) => tasks.includes(task))),
  );
}

/** Routes that the server registers and that whoever has this access may call. */
export function openRoutes(profile: EngineProfile, access: RouteAccess, context: TaskContext): EngineRoute[] {
  const tasks = tasksOf(profile, context);
  const flags = effectiveFlags(profile, context);
  return profile.routes.filter(
    (route) =>
      route.access === access &&
      (route.tasks === undefined || route.tasks.some((task) => tasks.includes(task))) &&
      (route.enabledBy === undefined || isEnabled(route.enabledBy, flags, context.environment)),
  );
}

/** Problems of tasks: those that arguments rule out, and those without a route that callers may use. */
export function checkTasks(profile: EngineProfile, context: TaskContext): Problem[] {
  const tasks = tasksOf(profile, context);
  const settings = given(profile, effectiveFlags(profile, context));
  const open = openRoutes(profile, RouteAccess.CALLERS, context);
  const problems: Problem[] = [];
  if (context.tasks?.length === 0) {
    problems.push({
      what: 'service has no task',
      got: '[]',
      allowed: Object.values(ModelTask).join(', '),
      fix: 'leave tasks out, or name what the model is served for',
    });
  }
  for (const task of tasks) {
    const against = settings.find(({ serves }) => !serves.includes(task));
    if (against !== undefined) {
      problems.push({
        what: `${profile.name} with ${against.name} does not serve the task ${task}, so that its routes would stay closed`,
        got: tasks.join(', '),
        allowed: against.serves.join(', '),
        fix: 'name the tasks of the model in tasks: [ModelTask.…], or remove the argument',
      });
    } else if (profile.routes.some((route) => route.tasks) && !open.some((route) => route.tasks?.includes(task))) {
      problems.push(withoutRoute(profile, task));
    }
  }
  return problems;
}

function withoutRoute(profile: EngineProfile, task: ModelTask): Problem {
  const rows = profile.routes.filter(({ access, tasks }) => access === RouteAccess.CALLERS && tasks?.includes(task));
  const switches = [...new Set(rows.map(({ enabledBy }) => enabledBy))];
  return {
    what: `${profile.name} has no route for the task ${task}`,
    got: task,
    allowed: [...new Set(profile.routes.flatMap(({ tasks }) => tasks ?? []))].join(', '),
    fix: switches.length > 0 ? `give the server ${switches.join(' or ')}` : 'use another engine for this task',
  };
}

/** Flags that the server is started with, without their values from the service. */
function effectiveFlags(profile: EngineProfile, context: TaskContext): Flag[] {
  const user = readCommandLine(profile, context.args).flags;
  const own = flagsFor(profile, context.version, tasksOf(profile, context))
    .filter((flag) => !user.some(({ name }) => setsExactly(name, flag)))
    .map(({ name, value }) => ({ name, keys: [], values: value === undefined ? [] : [value], written: [name] }));
  return [...own, ...user.map((flag) => ({ ...flag, name: wholeName(profile, flag.name) }))];
}

/** The name of a flag by which the record knows it. */
function wholeName({ flags }: EngineProfile, written: string): string {
  return flags.find(({ aliases = [] }) => aliases.includes(written))?.name ?? written;
}

function given(profile: EngineProfile, flags: readonly Flag[]): TaskSetting[] {
  return (profile.taskSettings ?? []).filter(({ name, aliases = [], values }) => {
    const last = lastGiven(flags, [name, ...aliases]);
    return last !== undefined && (values === undefined || values.includes(last.values.at(-1) ?? ''));
  });
}

function isEnabled(enabledBy: string, flags: readonly Flag[], environment: Readonly<Record<string, string>>): boolean {
  const [name, value] = enabledBy.split('=');
  if (!name.startsWith('-')) {
    return environment[name] !== undefined && (value === undefined || environment[name] === value);
  }
  const last = lastGiven(flags, [name]);
  return last !== undefined && (value === undefined || last.values.at(-1) === value);
}
