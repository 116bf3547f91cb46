/** An event of the Kubernetes audit log, https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/ */
export interface AuditEvent {
  readonly auditID: string;
  readonly stage: string;
  readonly verb: string;
  readonly requestURI: string;
  readonly user: { readonly username: string; readonly groups?: readonly string[] };
  readonly impersonatedUser?: { readonly username?: string };
  readonly objectRef?: {
    readonly resource?: string;
    readonly subresource?: string;
    readonly namespace?: string;
    readonly name?: string;
  };
  readonly responseStatus?: { readonly code?: number; readonly message?: string };
  readonly requestObject?: unknown;
  readonly responseObject?: unknown;
}

/**
 * Fields of an event that signals read, and whether ACK indexes them. Indexed are those that queries of ACK's own
 * documentation use ("Work with cluster auditing"); of others nothing is said, so that queries scan for them.
 *
 * There is no namespace among the indexed ones: `requestURI` holds it.
 */
export const AUDIT_FIELDS = {
  stage: { indexed: true },
  verb: { indexed: true },
  requestURI: { indexed: true },
  'user.username': { indexed: true },
  'objectRef.resource': { indexed: true },
  'objectRef.subresource': { indexed: true },
  'responseStatus.code': { indexed: true },
  'responseStatus.message': { indexed: false },
  'impersonatedUser.username': { indexed: false },
  requestObject: { indexed: false },
  responseObject: { indexed: false },
} as const;

export type AuditField = keyof typeof AUDIT_FIELDS;

/** A field of an event as text; objects as JSON without spaces. */
export function readField(event: AuditEvent, field: AuditField): string {
  let value: unknown = event;
  for (const key of field.split('.')) {
    value = (value as Record<string, unknown> | undefined)?.[key];
  }
  return value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
}
