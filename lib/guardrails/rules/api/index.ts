import { callerTensors } from './caller-tensors';
import { cors } from './cors';
import { developerMode } from './developer-mode';
import { fanOut } from './fan-out';
import { keyInArguments } from './key-in-arguments';
import { mediaDomains } from './media-domains';
import { mediaRedirects } from './media-redirects';
import { promptLogging } from './prompt-logging';
import { queueBound } from './queue-bound';
import { sideDoors } from './side-doors';
import { telemetry } from './telemetry';
import { tritonModelControl } from './triton-model-control';
import { Rule } from '../rule';

export const API_RULES: readonly Rule[] = [
  developerMode,
  keyInArguments,
  promptLogging,
  mediaDomains,
  mediaRedirects,
  queueBound,
  fanOut,
  callerTensors,
  sideDoors,
  cors,
  tritonModelControl,
  telemetry,
];
