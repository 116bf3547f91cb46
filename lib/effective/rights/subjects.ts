import { Manifest } from '../../objects/manifest';
import { Fields, fieldsIn, listIn } from '../../objects/unknown-fields';

/** A service account of pods. */
export interface Account {
  readonly namespace: string;
  readonly name: string;
}

/** Groups in which every service account is. */
const EVERY_ACCOUNT = ['system:serviceaccounts', 'system:authenticated'];
const OF_NAMESPACE = 'system:serviceaccounts:';
const AS_USER = 'system:serviceaccount:';

/** Whether a binding gives its role to a service account: by its name, as a user, or by a group in which it is. */
export function isBound(binding: Manifest, account: Account): boolean {
  return listIn(binding.subjects).some((subject) => isSubject(fieldsIn(subject), account, binding));
}

function isSubject({ kind, name, namespace }: Fields, account: Account, binding: Manifest): boolean {
  switch (kind) {
    case 'ServiceAccount':
      return name === account.name && (namespace ?? binding.metadata?.namespace ?? 'default') === account.namespace;
    case 'User':
      return name === `${AS_USER}${account.namespace}:${account.name}`;
    default:
      return EVERY_ACCOUNT.includes(String(name)) || name === `${OF_NAMESPACE}${account.namespace}`;
  }
}
