import { Problem } from '../../private/problems';

/** A namespace of 2 to 30 characters, and a name of 2 to 64. */
const REPOSITORY = /^[a-z0-9]([a-z0-9._-]{0,28}[a-z0-9])\/[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])$/;

/** Problems of a repository. It must be known: constructs are named after it. */
export function checkRepository(got: string): Problem[] {
  return REPOSITORY.test(got)
    ? []
    : [
        {
          what: 'repository is not a namespace and a name',
          got,
          allowed: 'lower case letters, digits, dots, dashes and underscores on both sides of one slash',
          fix: 'write it as it stands in the name of an image, for example ai/vllm-openai',
        },
      ];
}
