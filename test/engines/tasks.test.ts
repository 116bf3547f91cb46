import {
  EngineProfile,
  EngineRoute,
  ENGINES,
  ModelTask,
  openRoutes,
  RouteAccess,
  TaskContext,
} from '../../lib/engines';
import { triton } from '../../lib/engines/triton/profile';

/** Profiles that a factory can make, by the name of the engine that they are of. */
const VARIANTS: Readonly<Record<string, EngineProfile[]>> = { triton: [triton(true)] };

const PROFILES: [string, EngineProfile][] = Object.entries(ENGINES);

const key = ({ method, path, port }: EngineRoute) => `${method} ${path} ${port ?? ''}`;

/** A program for each task, with the switch that a route asks for. */
function programsFor({ describedVersion: version }: EngineProfile, { enabledBy = '' }: EngineRoute): TaskContext[] {
  const [name, value = '1'] = enabledBy.split('=');
  const isFlag = enabledBy.startsWith('-');
  return Object.values(ModelTask).map((task) => ({
    version,
    tasks: [task],
    args: isFlag ? [enabledBy] : [],
    environment: isFlag || enabledBy === '' ? {} : { [name]: value },
  }));
}

describe.each(PROFILES)('routes of %s', (engine, profile) => {
  const profiles = [profile, ...(VARIANTS[engine] ?? [])];
  const openedBy = (access: RouteAccess) =>
    new Set(
      profiles.flatMap((each) =>
        each.routes.flatMap((route) =>
          programsFor(each, route).flatMap((program) => openRoutes(each, access, program).map(key)),
        ),
      ),
    );

  test.each([RouteAccess.CALLERS, RouteAccess.SCRAPER])('each one for %s is opened by some program', (access) => {
    const opened = openedBy(access);
    const rows = profile.routes.filter((route) => route.access === access).map(key);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter((row) => !opened.has(row))).toEqual([]);
  });

  test('no program opens one that nobody may call', () => {
    const opened = new Set([...openedBy(RouteAccess.CALLERS), ...openedBy(RouteAccess.SCRAPER)]);
    const closed = profile.routes.filter(
      ({ access }) => access === RouteAccess.NOBODY || access === RouteAccess.PROBES,
    );
    expect(closed.map(key).filter((row) => opened.has(row))).toEqual([]);
  });
});
