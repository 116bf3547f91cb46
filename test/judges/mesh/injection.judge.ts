/** Istio's own injector says in which order the containers of a pod start and end, and who probes the engine. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Testing } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { build } from '../../../examples/signed-model';
import { Mesh } from '../../../lib';
import { newChart, newService } from '../../inference/fixtures';
import { goBuild } from '../support/go';
import { GO, judge } from '../support/judge';

judge("Istio's injector", [GO], () => {
  let injector: string;
  beforeAll(() => {
    injector = goBuild(join(__dirname, 'istiod/inject'), 'istio-inject', ['-s', '-w']);
  });

  /** The pod of the only Deployment, as the API server gets it. */
  const injected = (objects: any[]): any => {
    const input = objects
      .filter(({ kind }) => kind === 'Deployment')
      .map((object) => JSON.stringify(object))
      .join('\n---\n');
    const [document] = parseAllDocuments(execFileSync(injector, { input, encoding: 'utf8' }));
    return document.toJS().spec.template.spec;
  };
  const serviceIn = (mesh: Mesh): any => {
    const chart = newChart();
    newService({ mesh }, chart);
    return injected(Testing.synth(chart));
  };
  const names = (containers: any[]) => containers.map(({ name }) => name);

  test('the sidecar is ready before the check of the model, and outlives the engine', () => {
    const [app] = build(Testing.app().outdir);
    const pod = injected(app.charts.flatMap((chart) => Testing.synth(chart)));
    expect(names(pod.initContainers)).toEqual(['istio-validation', 'istio-proxy', 'model-guard']);
    const [, sidecar] = pod.initContainers;
    expect(sidecar).toMatchObject({ restartPolicy: 'Always', startupProbe: expect.anything() });
  });

  test.each([true, false])(
    'nothing that it adds has a right that a restricted namespace refuses (native: %s)',
    (native) => {
      const pod = serviceIn(Mesh.istio({ nativeSidecar: native }));
      for (const { securityContext } of [...pod.initContainers, ...pod.containers]) {
        expect(securityContext).toMatchObject({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } });
        expect(securityContext.capabilities).not.toHaveProperty('add');
      }
    },
  );

  test('a sidecar beside the engine holds it until it is ready, and ends when nobody is connected', () => {
    const pod = serviceIn(Mesh.istio({ nativeSidecar: false }));
    expect(names(pod.initContainers)).toEqual(['istio-validation']);
    const [sidecar] = pod.containers;
    expect(sidecar.name).toBe('istio-proxy');
    expect(sidecar.lifecycle.postStart.exec.command).toEqual(['pilot-agent', 'wait']);
    expect(sidecar.env).toContainEqual({ name: 'EXIT_ON_ZERO_ACTIVE_CONNECTIONS', value: 'true' });
  });

  test.each([true, false])('probes go through the agent of the sidecar (native: %s)', (nativeSidecar) => {
    const pod = serviceIn(Mesh.istio({ nativeSidecar }));
    const engine = pod.containers.find(({ name }: any) => name !== 'istio-proxy');
    const probed = ({ httpGet: { port, path } }: any) => `${port}${path}`;
    const { startupProbe, readinessProbe, livenessProbe } = engine;
    expect([startupProbe, readinessProbe, livenessProbe].map(probed)).toEqual(
      ['startupz', 'readyz', 'livez'].map((probe) => `15020/app-health/${engine.name}/${probe}`),
    );
  });
});
