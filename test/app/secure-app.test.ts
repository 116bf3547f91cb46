import { ApiObject, App, Chart, JsonPatch, Lazy, Testing, YamlOutputType } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct, DependencyGroup } from 'constructs';
import * as fc from 'fast-check';
import { map, value } from './documents';
import { expectSame, expectSameOrCycle, synthesize } from './same-files';
import { SecureApp } from '../../lib';
import { fuzzing } from '../support/fuzzing';

const { seed, numRuns } = fuzzing(100);
const LAYOUTS = [
  YamlOutputType.FILE_PER_APP,
  YamlOutputType.FILE_PER_CHART,
  YamlOutputType.FILE_PER_RESOURCE,
  YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
];

function configMap(scope: Construct, id: string, data: unknown = { key: id }): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', data });
}

describe('writes the bytes of cdk8s', () => {
  test('whatever is in an object', () => {
    const property = fc.property(map, map, value, (spec, metadata, data) => {
      expectSame((app) => {
        const chart = new Chart(app, 'chart', { namespace: 'space', labels: { 'chart/label': 'a' } });
        new ApiObject(chart, 'object', { apiVersion: 'v1', kind: 'Any', metadata: metadata as object, spec, data });
      });
    });
    fc.assert(property, { seed, numRuns });
  });

  /** A node hangs below an earlier one; two numbers that name nodes are a dependency. */
  const tree = fc.record({
    nodes: fc.array(
      fc.record({
        kind: fc.constantFrom('chart', 'construct', 'object', 'object'),
        parent: fc.nat(),
        id: fc.constantFrom('a', 'B', '7', '10'),
      }),
      { minLength: 2, maxLength: 9 },
    ),
    dependencies: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 4 }),
    layout: fc.constantFrom(...LAYOUTS),
    recordConstructMetadata: fc.boolean(),
  });

  test('whatever the tree and its dependencies, and refuses the same', () => {
    const ends = new Map<string, number>();
    const property = fc.property(tree, ({ nodes, dependencies, layout, recordConstructMetadata }) => {
      const build = (app: App) => {
        const made: Construct[] = [new Chart(app, '1'), new Chart(app, 'main')];
        nodes.forEach(({ kind, parent, id }, i) => {
          const scope = kind === 'chart' && parent % 3 === 0 ? app : made[parent % made.length];
          const make = { chart: Chart, construct: Construct, object: Object }[kind];
          made.push(
            make === Object ? configMap(scope, `${id}${i}`) : new (make as typeof Construct)(scope, `${id}${i}`),
          );
        });
        for (const [source, target] of dependencies) {
          // cdk8s does not end on what depends on itself
          if (source % made.length !== target % made.length) {
            made[source % made.length].node.addDependency(made[target % made.length]);
          }
        }
      };
      const { error } = expectSameOrCycle(build, { yamlOutputType: layout, recordConstructMetadata });
      const end = error === undefined ? 'written' : 'refused';
      ends.set(end, (ends.get(end) ?? 0) + 1);
    });
    fc.assert(property, { seed, numRuns: numRuns * 3 });
    expect(ends.get('written')).toBeGreaterThan(numRuns);
    expect(ends.get('refused')).toBeGreaterThan(numRuns / 10);
  });

  test.each(LAYOUTS)('in layout %s, with dependencies, patches, lazy values and library objects', (yamlOutputType) => {
    const { files } = expectSame(
      (app) => {
        const [first, second] = [
          new Chart(app, 'first', { labels: { team: 'a' } }),
          new Chart(app, 'second', { namespace: 'b' }),
        ];
        const lazy = configMap(first, 'lazy', {
          key: Lazy.any({ produce: () => ({ b: 1, a: [Lazy.any({ produce: () => 'x' })] }) }),
        });
        const token = configMap(first, 'token', { key: { resolve: () => 'resolved' } });
        const patched = configMap(second, 'patched', { a: 1 });
        patched.addJsonPatch(JsonPatch.add('/data/b', { z: null, 'y: ': ['#'] }), JsonPatch.remove('/data/a'));
        patched.metadata.addLabel('late', 'yes');
        patched.metadata.addAnnotation('empty', '');
        patched.metadata.addFinalizers('one/two');
        patched.metadata.addOwnerReference({ apiVersion: 'v1', kind: 'ConfigMap', name: lazy.name, uid: '1' });
        patched.metadata.add('generateName', 'x-');
        new kplus.Deployment(second, 'deployment', { containers: [{ image: 'image', portNumber: 8080 }] });
        lazy.addDependency(new DependencyGroup(token, patched) as unknown as ApiObject);
      },
      { yamlOutputType, recordConstructMetadata: true },
    );
    expect(Object.keys(files)).toContain('construct-metadata.json');
    expect(Object.values(files).join()).toContain('resolved');
  });

  test('with keys in the order in which they were given', () => {
    process.env.CDK8S_DISABLE_SORT = '1';
    try {
      const { files } = expectSame((app) => configMap(new Chart(app, 'c'), 'o', { b: { d: 1, c: 2 }, a: 3 }));
      expect(files['c.k8s.yaml']).toContain('  b:\n    d: 1\n    c: 2\n  a: 3\n');
    } finally {
      delete process.env.CDK8S_DISABLE_SORT;
    }
  });

  test('with own resolvers, which have the first word', () => {
    const resolver = {
      resolve: (context: { value: unknown; replaceValue: (to: unknown) => void }) =>
        context.value === 'x' && context.replaceValue('y'),
    };
    const build = (app: App) => void configMap(new Chart(app, 'c'), 'o', { a: 'x' });
    expect(expectSame(build, { resolvers: [resolver as never] }).files['c.k8s.yaml']).toContain('a: "y"');
  });

  test('of a chart and of objects that override toJson', () => {
    class Loud extends Chart {
      public toJson(): unknown[] {
        return [...super.toJson(), undefined, { kind: 'Extra', metadata: { name: 'a/b' } }] as unknown[];
      }
    }
    class Shared extends ApiObject {
      public toJson(): unknown {
        const twice = { a: 1 };
        return { ...super.toJson(), twice: [twice, twice] };
      }
    }
    for (const yamlOutputType of LAYOUTS) {
      const build = (app: App) => void new Shared(new Loud(app, 'c'), 'o', { apiVersion: 'v1', kind: 'Any' });
      expect(Object.values(expectSame(build, { yamlOutputType }).files).join()).toContain('*a1');
    }
  });

  test('when a construct depends on another app', () => {
    const other = new Chart(new App(), 'other');
    const build = (app: App) => new Chart(app, 'c').addDependency(other);
    expect(Object.keys(expectSame(build).files)).toEqual(['0000-c.k8s.yaml']);
  });

  test('with another extension, and nothing when there is no chart', () => {
    expect(expectSame(() => {}, { yamlOutputType: YamlOutputType.FILE_PER_APP }).files).toEqual({});
    expect(expectSame((app) => new Chart(app, 'c') as never, { outputFileExtension: '.yml' }).files).toEqual({
      'c.yml': '',
    });
  });
});

describe('refuses with the words of cdk8s', () => {
  function invalid(scope: Construct, ...errors: string[]): void {
    scope.node.addValidation({ validate: () => errors });
  }

  test('all failed validations at once, and writes nothing', () => {
    const { error, files } = expectSame((app) => {
      const chart = new Chart(app, 'c');
      invalid(app, 'of the app');
      invalid(configMap(chart, 'o'), 'one', 'two');
    });
    expect(error).toBe('Validation failed with the following errors:\n  [] of the app\n  [c/o] one\n  [c/o] two');
    expect(files).toEqual({});
  });

  test.each([
    ['a function', () => 1],
    ['an instance', new (class Thing {})()],
    ['a cycle', (() => { const a: unknown[] = []; a.push(a); return a; })()], // prettier-ignore
  ])('%s in an object', (_, data) => {
    const { error } = expectSame((app) => void configMap(new Chart(app, 'c'), 'o', { data }));
    expect(typeof data === 'function' || error).toBeTruthy();
  });

  test('a patch that fails', () => {
    const { error } = expectSame((app) => configMap(new Chart(app, 'c'), 'o').addJsonPatch(JsonPatch.remove('/a/b')));
    expect(error).toContain("Failed serializing construct at path 'c/o'");
  });

  test('what stands in no chart and has a dependency', () => {
    const build = (app: App) => new Construct(app, 'loose').node.addDependency(new Chart(app, 'c'));
    expect(expectSame(build).error).toBe('cannot find a parent chart (directly or indirectly)');
  });

  test('a cycle', () => {
    const build = (app: App) => {
      const [a, b, c] = ['a', 'b', 'c'].map((id) => configMap(new Chart(app, id), 'o'));
      b.addDependency(a);
      c.addDependency(b);
      a.addDependency(c);
    };
    expect(expectSame(build).error).toBe('Dependency cycle detected: b => a => c => b');
  });

  test('what depends on itself, where cdk8s does not end', () => {
    const build = (app: App) => {
      const chart = new Chart(app, 'c');
      chart.addDependency(chart);
    };
    expect(synthesize(SecureApp, build).error).toBe('Dependency cycle detected: c => c');
  });
});

describe('does less than cdk8s', () => {
  test('validates each construct once', () => {
    let calls = 0;
    synthesize(SecureApp, (app) => {
      for (const id of ['a', 'b', 'c']) {
        new Chart(app, id).node.addValidation({ validate: () => (calls++, []) });
      }
    });
    expect(calls).toBe(3);
  });

  test('leaves the dependencies of constructs as they were', () => {
    const app = new SecureApp({ outdir: Testing.app().outdir });
    const [a, b] = [new Chart(app, 'a'), new Chart(app, 'b')];
    const object = configMap(a, 'o');
    object.addDependency(configMap(b, 'o'));
    app.synth();
    expect([a.node.dependencies.length, object.node.dependencies.length]).toEqual([0, 1]);
    expect(app.charts).toEqual([b, a]);
  });

  test('ends on graphs where cdk8s does not', () => {
    const { error, files } = synthesize(SecureApp, (app) => {
      const charts = Array.from({ length: 60 }, (_, i) => new Chart(app, `c${i}`));
      charts.forEach((chart) => Array.from({ length: 20 }, (_, i) => configMap(chart, `o${i}`)));
      charts.forEach((chart, i) => chart.addDependency(...charts.slice(0, i)));
    });
    expect(error).toBeUndefined();
    expect(Object.keys(files)).toHaveLength(60);
  });

  test('does not overflow on 5,000 objects in a line, and names them in order', () => {
    const { files, error } = synthesize(SecureApp, (app) => {
      const chart = new Chart(app, 'c');
      const objects = Array.from({ length: 5000 }, (_, i) => configMap(chart, `o${i}`));
      objects.forEach((object, i) => i > 0 && objects[i - 1].addDependency(object));
    });
    expect(error).toBeUndefined();
    expect([...files['c.k8s.yaml'].matchAll(/ {2}key: o(\d+)/g)].map(([, i]) => Number(i))).toEqual(
      Array.from({ length: 5000 }, (_, i) => 4999 - i),
    );
  });
});

test('renders one text of all charts', () => {
  const render = (app: App) => {
    configMap(new Chart(app, 'a'), 'o').addDependency(configMap(new Chart(app, 'b'), 'o'));
    new Chart(app, 'empty');
    return app.synthYaml();
  };
  expect(render(new SecureApp())).toBe(render(new App()));
});
