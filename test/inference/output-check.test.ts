import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { newService } from './fixtures';
import { SecureApp, SecureGpuInferenceService } from '../../lib';
import { Checks } from '../../lib/guardrails';

afterEach(() => jest.restoreAllMocks());

const TOKEN = '${TfToken[TOKEN.7]}';
const FOUND = /SAI-ADM-011 .*placeholder of Terraform/;

const newApp = (type: typeof App) => new type({ outdir: Testing.app().outdir });

/** Services in charts of their own. */
function addServices(app: App, count: number): SecureGpuInferenceService[] {
  return Array.from({ length: count }, (_, i) => newService({}, new Chart(app, `c${i}`, { namespace: `space-${i}` })));
}

describe.each([App, SecureApp])('in an app of type %p', (type) => {
  test('each service is checked once, however many charts there are', () => {
    const app = newApp(type);
    addServices(app, 4);
    const check = jest.spyOn(Checks, '_ownErrors');
    app.synth();
    expect(check).toHaveBeenCalledTimes(4);
  });

  test.each<[string, (service: SecureGpuInferenceService) => void]>([
    ['a label', (service) => service.object('Service').metadata.addLabel('role', TOKEN)],
    ['an annotation', (service) => service.object('Service').metadata.addAnnotation('role', TOKEN)],
    ['any other object of the service', (service) => annotated(service, TOKEN)],
  ])('what is changed after it was checked is checked again: %s', (_, change) => {
    const app = newApp(type);
    const [, service] = addServices(app, 2);
    app.synth();
    change(service);
    expect(() => app.synth()).toThrow(FOUND);
  });

  test('a good change after the check is written', () => {
    const app = newApp(type);
    const [service] = addServices(app, 1);
    app.synth();
    service.object('Service').metadata.addLabel('role', 'front');
    annotated(service, 'good');
    expect(app.synthYaml()).toMatch(/role: front[^]*name: good/);
  });

  test('what stopped the synthesis stops it again', () => {
    const app = newApp(type);
    const [service] = addServices(app, 1);
    service.object('Service').metadata.addLabel('role', TOKEN);
    expect(() => app.synth()).toThrow(FOUND);
    expect(() => app.synth()).toThrow(FOUND);
  });
});

function annotated(service: SecureGpuInferenceService, value: string): void {
  const metadata = { name: value === TOKEN ? 'bad' : value, annotations: { value } };
  new ApiObject(service, 'Other', { apiVersion: 'v1', kind: 'ConfigMap', metadata });
}
