/** Run by the judge beside this file, where `cdktf` is CDK Terrain. */
import { App, TerraformStack } from 'cdktf';
import { AlicloudProvider } from '../../../lib/alicloud';

test('the library runs on CDK Terrain', () => {
  const stack = new TerraformStack(new App(), 'inference');
  new AlicloudProvider(stack, 'Alicloud', { region: 'cn-hangzhou' });
  expect(stack.toTerraform()['//'].metadata.version).toMatch(/^0\.24\./);
});

test('a stack of another copy is refused with the alias that makes one of them', () => {
  const other = jest.requireActual<typeof import('cdktf')>('../../../node_modules/cdktf');
  const stack = new other.TerraformStack(new other.App(), 'inference');
  expect(() => new AlicloudProvider(stack, 'Alicloud', { region: 'cn-hangzhou' })).toThrow(
    /made by another copy of cdktf, or by cdktn.*"cdktf": "npm:cdktn@<version>"/,
  );
});
