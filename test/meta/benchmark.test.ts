import { RESOURCES_PER_UNIT } from '../../bench/comparisons/terraform';
import { manifestsOfService, manifestsOfTeam } from '../../bench/fixture';
import { resourcesOfUnit } from '../../bench/terraform-unit';

test('what is measured is 20 objects a service, and the service passes all checks', () => {
  expect(manifestsOfTeam()).toHaveLength(20);
  expect(manifestsOfService().length).toBeLessThan(20);
});

test('a unit of the Terraform half has about as many resources as the benchmark says', () => {
  expect(Math.abs(resourcesOfUnit().length - RESOURCES_PER_UNIT)).toBeLessThanOrEqual(3);
});
