import { createHash } from 'node:crypto';
import { Adapter, Facts } from './facts';
import { Digests } from '../manifest';
import { WEIGHTS } from '../policy';
import { Report } from '../report';
import { Listing } from '../walk';

/** What an inventory is made of. */
export interface Inventory {
  /** Name of the model, for those who read the inventory. */
  readonly name: string;
  readonly report: Report;
  readonly listing: Listing;
  readonly digests: Digests;
  readonly facts: Facts;
}

const PROPERTY = 'ack-secure-inference:';
/** Names of Hugging Face that are those of SPDX but for their letters. Source: Hugging Face, Hub docs, Licenses; SPDX list. */
const SPDX: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ...['Apache-2.0', 'MIT', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MPL-2.0', 'Unlicense', 'CC0-1.0', 'AFL-3.0'],
    ...['CC-BY-2.0', 'CC-BY-3.0', 'CC-BY-4.0', 'CC-BY-SA-3.0', 'CC-BY-SA-4.0', 'CC-BY-NC-2.0', 'CC-BY-NC-3.0'],
    ...['CC-BY-NC-4.0', 'CC-BY-NC-ND-4.0', 'CC-BY-NC-SA-4.0', 'CC-BY-ND-4.0', 'Artistic-2.0', 'BSL-1.0', 'WTFPL'],
  ].map((id) => [id.toLowerCase(), id]),
);
const HUB_NAME = /^[\w.-]+\/[\w.-]+$/;

/**
 * An inventory of a model as CycloneDX ML-BOM 1.6. The same model always gives the same one: it holds no time.
 *
 * Source: CycloneDX 1.6, bom-1.6.schema.json.
 */
export function modelBom({ name, report, listing, digests, facts }: Inventory): object {
  const { digest, signer, verdict } = report;
  const formats = WEIGHTS.filter((weights) => [...listing.formats.values()].includes(weights));
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(`${name}\n${digest}`)}`,
    version: 1,
    metadata: {
      tools: { components: [{ type: 'application', name: 'ack-secure-inference' }] },
      component: {
        ...{ type: 'machine-learning-model', 'bom-ref': 'model', name: facts.name ?? name },
        ...(digest === undefined ? {} : { version: digest, hashes: sha256(digest.replace('sha256:', '')) }),
        ...(facts.licenses.length > 0 ? { licenses: facts.licenses.map(licenseOf) } : {}),
        ...pedigree(facts.baseModels),
        modelCard: {
          modelParameters: { architectureFamily: facts.family, modelArchitecture: facts.architecture },
        },
        properties: [
          property('name', name),
          property('verdict', verdict),
          ...formats.map((format) => property('weights:format', format)),
          ...(signer === undefined ? [] : [property('signer', signer)]),
          ...facts.unread.map((reason) => property('metadata:unread', reason)),
        ],
        components: [...digests.keys()].sort().map((path) => ({
          ...{ type: 'file', 'bom-ref': `file:${path}`, name: path, hashes: sha256(digests.get(path)!) },
        })),
      },
    },
    components: facts.adapters.map(adapterComponent),
  };
}

function adapterComponent({ directory, kind, baseModel }: Adapter): object {
  return {
    ...{ type: 'machine-learning-model', 'bom-ref': `adapter:${directory}`, name: directory || 'adapter' },
    ...pedigree(baseModel === undefined ? [] : [baseModel]),
    properties: [property('adapter', kind ?? 'unknown')],
  };
}

function pedigree(models: readonly string[]): object {
  return models.length === 0
    ? {}
    : {
        pedigree: {
          ancestors: models.map((name) => ({
            ...{ type: 'machine-learning-model', name },
            ...(HUB_NAME.test(name) ? { purl: `pkg:huggingface/${name}` } : {}),
          })),
        },
      };
}

function licenseOf(name: string): object {
  const id = SPDX[name.toLowerCase()];
  return { license: id === undefined ? { name } : { id } };
}

function sha256(content: string): object[] {
  return [{ alg: 'SHA-256', content }];
}

function property(name: string, value: string): object {
  return { name: `${PROPERTY}${name}`, value };
}

/** A UUID of version 8, whose bits are those of a digest. Source: RFC 9562, 5.8. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
