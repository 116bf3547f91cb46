/** What happens when something that may run was not understood, so that no rule judged it. */
export enum UnknownAction {
  /** The synthesis stops. */
  FAIL = 'fail',

  /** It is a warning of Node. */
  WARN = 'warn',
}
