import {
  ExitCode,
  ModelManifestOptions,
  ModelVerifyOptions,
  runModelManifest,
  runModelVerify,
} from '../../model-guard/command';
import { write } from '../output/write';

const OUTPUT = {
  stdout: async (text: string) => write([text]),
  stderr: (text: string) => process.stderr.write(text),
};

/** `model verify`: what the init container of a service runs, on a directory or archive here. */
export async function verifyModel(target: string, flags: ModelVerifyOptions): Promise<ExitCode> {
  return runModelVerify(target, flags, OUTPUT);
}

/** `model manifest`: the digests of the files of a model. */
export async function writeManifest(directory: string, flags: ModelManifestOptions): Promise<ExitCode> {
  return runModelManifest(directory, flags, OUTPUT);
}
