import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import committed from '../../../lib/objects/schema/field-names.json';
import { trimSwagger } from '../../../projenrc/kubernetes/field-names';
import { goModuleDir } from '../support/go';
import { GO, judge } from '../support/judge';

judge('field names', [GO], () => {
  test('the committed field names are those of the published Kubernetes', () => {
    const dir = goModuleDir('k8s.io/kubernetes', `v${committed.version}`);
    const swagger = JSON.parse(readFileSync(join(dir, 'api/openapi-spec/swagger.json'), 'utf8'));
    expect(trimSwagger(committed.version, swagger)).toEqual(committed);
  });
});
