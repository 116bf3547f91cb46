import { autoCreate } from './auto-create';
import { blockingChain } from './blocking-chain';
import { chainMissing } from './chain-missing';
import { internetEndpoint } from './internet-endpoint';
import { mutableTags } from './mutable-tags';
import { openEndpoint } from './open-endpoint';
import { publicNamespace } from './public-namespace';
import { publicRepository } from './public-repository';
import { scanRuleMissing } from './scan-rule-missing';
import { scanTrigger } from './scan-trigger';
import { scanner } from './scanner';
import { Rule } from '../rule';

export const REGISTRY_RULES: readonly Rule[] = [
  publicNamespace,
  autoCreate,
  publicRepository,
  mutableTags,
  scanner,
  scanTrigger,
  blockingChain,
  openEndpoint,
  scanRuleMissing,
  chainMissing,
  internetEndpoint,
];
