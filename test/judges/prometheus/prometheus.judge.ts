import { Chart } from 'cdk8s';
import { checkRules, testRules } from './promtool';
import { ACCEPTED, SITUATIONS } from './situations';
import { Caller, Mesh, ServiceMonitoring } from '../../../lib';
import { ruleOf } from '../../../lib/detection/metrics/alert';
import { acceptanceAlerts } from '../../../lib/detection/metrics/health-alerts';
import { newService } from '../../inference/fixtures';
import { objectsOf } from '../../support/objects-of';
import { judge, PROMTOOL } from '../support/judge';

function manifests(mesh?: Mesh): any[] {
  const service = newService({ mesh });
  service.connections.allowScrapeFrom(
    Caller.workload({ namespace: 'monitoring', serviceAccount: 'prometheus', podLabels: { app: 'prometheus' } }),
  );
  const monitoring = new ServiceMonitoring(Chart.of(service), 'Monitoring', { service });
  return objectsOf(monitoring);
}

function groupsOf(objects: any[]): any[] {
  return objects.find(({ kind }) => kind === 'PrometheusRule').spec.groups;
}

/** The rules of a service in a mesh with sidecars, and an acceptance that ends where promtool's clock begins. */
function groups(): any[] {
  return [
    ...groupsOf(manifests()),
    { name: 'acceptances', rules: acceptanceAlerts(ACCEPTED).map((alert) => ruleOf(alert, {})) },
  ];
}

judge('promtool', [PROMTOOL], () => {
  test.each([
    ['sidecars', undefined],
    ['a waypoint', Mesh.ambient({ waypoint: 'waypoint', waypointNamespace: 'mesh' })],
    ['no mesh', Mesh.none({ reason: 'a test of what is written without a mesh' })],
  ])('reads the rules of a service with %s', (_, mesh) => {
    expect(checkRules(groupsOf(manifests(mesh)))).toBe('');
  });

  test('reads every expression of the dashboard', () => {
    const { data } = manifests().find(({ kind }) => kind === 'ConfigMap');
    const { panels } = JSON.parse(Object.values(data)[0] as string);
    const rules = panels.map(({ targets: [{ expr }] }: any, index: number) => ({ record: `panel:${index}`, expr }));
    expect(rules.length).toBeGreaterThan(5);
    expect(checkRules([{ name: 'dashboard', rules }])).toBe('');
  });

  test('refuses an expression that is none', () => {
    expect(checkRules([{ name: 'broken', rules: [{ record: 'a:b', expr: 'sum by (' }] }])).toContain('could not parse');
  });

  test.each(
    SITUATIONS.map(
      (situation) => [situation.alert, situation.firing ? 'fires' : 'is quiet', situation.name, situation] as const,
    ),
  )('%s %s: %s', (_, __, ___, situation) => {
    expect(testRules(groups(), [situation])).toBe('');
  });

  test('every alert has a situation in which it fires and one in which it is quiet', () => {
    const alerts = groups().flatMap(({ rules }) => rules.flatMap(({ alert }: any) => alert ?? []));
    for (const firing of [true, false]) {
      const covered = SITUATIONS.filter((situation) => situation.firing > 0 === firing).map(({ alert }) => alert);
      expect([...new Set(covered)].sort()).toEqual([...new Set(alerts)].sort());
    }
  });

  test('a situation with another outcome is found', () => {
    const [situation] = SITUATIONS;
    expect(testRules(groups(), [{ ...situation, firing: 7 }])).toContain('FAILED');
  });
});
