test('leaves everything to a cdk8s that writes otherwise', () => {
  jest.isolateModules(() => {
    const yaml = jest.requireActual('cdk8s/lib/yaml') as { Yaml: { stringify(...docs: unknown[]): string } };
    const stringify = yaml.Yaml.stringify;
    yaml.Yaml.stringify = (...docs) => stringify.apply(yaml.Yaml, docs).replace(/: yes/g, ': on');
    const cdk8s = jest.requireActual('cdk8s') as typeof import('cdk8s');
    const { SecureApp: Isolated } = jest.requireActual('../../lib/app') as typeof import('../../lib/app');
    const app = new Isolated();
    new cdk8s.ApiObject(new cdk8s.Chart(app, 'c'), 'o', { apiVersion: 'v1', kind: 'yes: yes' });
    yaml.Yaml.stringify = (...docs) => `#\n${stringify.apply(yaml.Yaml, docs)}`;
    expect(app.synthYaml()).toContain('#\n');
  });
});
