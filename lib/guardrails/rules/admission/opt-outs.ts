import { PLATFORM_NAMESPACES } from './platform-namespaces';

/** CEL: whether a selector leaves out nothing but namespaces of the platform. */
export const SELECTS = (selector: string) => `
  ${selector}.?matchExpressions.orValue([]).all(term,
    !(term.operator in ['NotIn', 'DoesNotExist'])
    || (term.key == 'kubernetes.io/metadata.name' && term.?values.orValue([]).all(name, name.matches(r'${PLATFORM_NAMESPACES}')))
  )`;
