/** Pods as admission sees them written. Containers of `kubectl debug` come by a subresource, which `pods` does not match. */
export const WRITTEN_PODS = [
  {
    ...{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'] },
    resources: ['pods', 'pods/ephemeralcontainers'],
  },
];

/** Texts as a list of CEL, which none of them can leave: they hold no quotes. */
export function celTexts(texts: readonly string[]): string {
  return `[${texts.map((text) => `'${text}'`).join(', ')}]`;
}
