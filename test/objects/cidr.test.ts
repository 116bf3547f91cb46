import { checkCidrs, cidrContains } from '../../lib/objects/cidr';

test.each([
  ['100.64.0.0/10', true],
  ['100.100.100.200/32', true],
  ['100.100.0.0/16', true],
  ['0.0.0.0/0', true],
  ['100.128.0.0/10', false],
  ['100.100.100.201/32', false],
  ['10.0.0.0/8', false],
])('%s holds the metadata address: %s', (cidr, expected) => {
  expect(cidrContains(cidr, '100.100.100.200')).toBe(expected);
});

test('an address without a mask gets the mask offered', () => {
  expect(checkCidrs('range', ['10.1.2.3'])).toMatchObject([{ fix: 'did you mean "10.1.2.3/32"?' }]);
});

test.each(['10.0.0.0/33', '256.0.0.0/8', '::/0', 'example.com', '0.0.0.0/0'])('%s is refused', (cidr) => {
  expect(checkCidrs('range', [cidr])).toHaveLength(1);
});
