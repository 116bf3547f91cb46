import { checkKnown, checkPattern } from './known';
import { Problem } from '../../private/problems';

const KEY_ARN = /^acs:kms:([a-z0-9-]+):\d+:key\/[\w-]+$/;

/** Problems of a key that exists already: services use keys of their own region only. */
export function checkKey(what: string, key: { readonly keyArn: string } | undefined, region: string): Problem[] {
  return checkKnown(key?.keyArn, (got) =>
    checkKnown(region, () =>
      KEY_ARN.exec(got)?.[1] === region
        ? []
        : [
            {
              what: `${what} is not a key of the region`,
              got,
              allowed: `acs:kms:${region}:<account>:key/<id>`,
              fix: 'make a key in the region of the stack, or copy its ARN from the KMS console',
            },
          ],
    ),
  );
}

/** Problems of the name of a key after `alias/`. */
export function checkAlias(alias: string): Problem[] {
  return checkPattern('alias', alias, /^[A-Za-z0-9][\w/-]{0,248}$/, {
    allowed: 'up to 249 letters, digits, dashes, slashes and underscores',
    fix: 'give a shorter name without other characters',
  });
}

/** Problems of the id of a KMS instance. */
export function checkKmsInstance(id: string | undefined): Problem[] {
  return checkPattern('KMS instance', id, /^kst-[a-z0-9*]+$/, {
    allowed: 'the id of an instance, kst-…',
    fix: 'copy it from the list of instances in the KMS console',
  });
}
