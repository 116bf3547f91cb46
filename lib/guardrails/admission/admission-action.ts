/** What happens to an object that breaks a rule. */
export enum AdmissionAction {
  /** The API server refuses it. */
  DENY = 'deny',

  /** Whoever sent it is warned, and the audit log says so. */
  WARN = 'warn',

  /** Only the audit log (ValidatingAdmissionPolicy) or the constraint's status (Gatekeeper) says so. */
  AUDIT = 'audit',
}
