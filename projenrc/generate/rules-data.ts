/**
 * Writes vendor/rules.js: the expressions of the rules as syntax trees, so that the CEL engine is loaded only where it
 * must run, and what is derived from these trees. Packed, since the trees repeat a few words: 1.6 MB are 0.1 then.
 */
import { writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { rulesDataOf } from './trees/trees-of';
import { RULES } from '../../lib/guardrails/rules';
import { isCelRule } from '../../lib/guardrails/rules/rule';

const data = JSON.stringify(rulesDataOf(RULES.filter(isCelRule).map(({ cel }) => cel)));
const packed = brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }).toString('base64');
writeFileSync(
  'vendor/rules.js',
  `module.exports = JSON.parse(require('node:zlib').brotliDecompressSync(Buffer.from('${packed}', 'base64')));\n`,
);
