import { Testing, TerraformStack } from 'cdktf';
import { platformOf } from './routine-changes';
import { NETWORK, newStack, rendered, resourcesOf } from './support';
import { AlicloudProvider, EncryptionKey, NetworkPerimeter, ResourceTags, SecureRegistry } from '../../lib/alicloud';
import { readNewer, readPrinted } from '../../projenrc/alicloud/schema';
import { judgeStack } from '../support/terraform/judge';

test('every resource that the oldest provider tags has the tags', () => {
  const stack = newStack();
  platformOf(stack, {});
  const json = JSON.parse(JSON.stringify(rendered(stack)));
  expect(judgeStack(json)).toEqual([]);
  const tagged = Object.entries(readPrinted().resources).filter(
    ([type, { attributes }]) => attributes.tags && json.resource[type],
  );
  expect(tagged.length).toBeGreaterThan(8);
  for (const [type] of tagged) {
    expect([type, ...resourcesOf(json, type)]).toEqual([
      type,
      ...resourcesOf(json, type).map(() => expect.objectContaining({ tags: { owner: 'ml' } })),
    ]);
  }
});

test('what only newer providers tag has none', () => {
  const stack = newStack();
  new SecureRegistry(stack, 'Images', { network: NETWORK, registryName: 'acme', repositories: ['ai/vllm'] });
  ResourceTags.add(stack, { owner: 'ml' });
  const json = rendered(stack);
  const newer = Object.entries(readNewer().resources).filter(([, { attributes }]) => attributes.tags);
  expect(newer.map(([type]) => type)).toEqual(['alicloud_cr_ee_instance']);
  expect(resourcesOf(json, 'alicloud_cr_ee_instance')).toEqual([
    expect.not.objectContaining({ tags: expect.anything() }),
  ]);
});

test('a resource has its own tags first, then those of the nearest scope', () => {
  const stack = newStack();
  const key = new EncryptionKey(stack, 'Key', { description: 'disks' });
  new EncryptionKey(stack, 'Other', { description: 'models' });
  ResourceTags.add(stack, { owner: 'ml', stage: 'prod' });
  ResourceTags.add(key, { 'cost-center': '4711', stage: 'test' });
  (key.resource as unknown as { tags: object }).tags = { owner: 'security' };
  expect(resourcesOf(rendered(stack), 'alicloud_kms_key').map(({ tags }) => tags)).toEqual([
    { owner: 'security', stage: 'test', 'cost-center': '4711' },
    { owner: 'ml', stage: 'prod' },
  ]);
});

test('they are in what is synthesized; an app, which CDKTF does not visit, is refused', () => {
  const app = Testing.app();
  expect(() => ResourceTags.add(app, { owner: 'ml' })).toThrow('construct is not in a stack');
  const stack = new TerraformStack(app, 'tagged');
  new AlicloudProvider(stack, 'Alicloud', { region: 'cn-hangzhou' });
  new EncryptionKey(stack, 'Key', { description: 'disks' });
  ResourceTags.add(stack, { owner: 'ml' });
  expect(Testing.synth(stack, true)).toMatch(/"tags": \{\s+"owner": "ml"/);
});

test('names every tag that Alibaba Cloud does not accept', () => {
  const stack = newStack();
  const many = Object.fromEntries(Array.from({ length: 18 }, (_, index) => [`key-${index}`, 'a']));
  const wrong = { 'aliyun-owner': 'ml', 'acs:x': 'ml', docs: 'https://example.com/a' };
  const network = new NetworkPerimeter(stack, 'Network', { zones: ['cn-hangzhou-h'], cidr: '10.0.0.0/16' });
  const add = () => ResourceTags.add(network, { ...many, ...wrong });
  expect(add).toThrow('[test/Network] too many tags: got 21; allowed: at most 20');
  expect(add).toThrow('key of a tag is not one that is accepted: got "aliyun-owner"');
  expect(add).toThrow('key of a tag is not one that is accepted: got "acs:x"');
  expect(add).toThrow('value of the tag docs is not one that is accepted: got "https://example.com/a"');
});
