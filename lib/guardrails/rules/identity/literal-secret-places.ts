import { LiteralSecret } from '../../../effective/secrets/secrets';
import { Manifest } from '../../../objects/manifest';
import { CREDENTIALS } from '../../../private/secrets';

/** Where rules that are CEL texts look for keys of known forms, so that one key is one finding. */
const ENV_OR_ARGUMENTS = /(containers\[\d+\]|\.model)\.(env\[\d+\]\.value|(command|args)\[\d+\])$/;
const DATA = /^data[.[]/;

export function judgedByText({ kind }: Manifest, { path, what }: LiteralSecret): boolean {
  return what in CREDENTIALS && (ENV_OR_ARGUMENTS.test(path) || (kind === 'ConfigMap' && DATA.test(path)));
}
