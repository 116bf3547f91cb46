import { join } from 'node:path';
import { sourceArchive } from './source-archive';

/** Folder of llama.cpp: the Python binding carries its source, which no package registry has by itself. */
export function llamaCppSource(): string {
  return join(sourceArchive('llama-cpp-python==0.3.36'), 'vendor', 'llama.cpp');
}
