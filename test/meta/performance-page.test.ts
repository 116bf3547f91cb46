import { readFileSync } from 'node:fs';
import { page } from '../../bench/document/page';
import { picture } from '../../bench/document/picture';
import { series } from '../../bench/document/series';
import { Results } from '../../bench/results';

const results = JSON.parse(readFileSync('bench/results.json', 'utf8')) as Results;

test('the page about speed says what was measured; if not: npm run bench, or edit the template beside it', () => {
  expect(readFileSync('docs/PERFORMANCE.md', 'utf8')).toBe(page(results));
});

test('so does its picture', () => {
  expect(readFileSync('docs/performance.svg', 'utf8')).toBe(picture(series(results)));
});
