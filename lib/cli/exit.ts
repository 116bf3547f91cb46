/** What the command ends with. Findings come before input that could not be read: they are certain. */
export enum Exit {
  CLEAN = 0,
  FINDINGS = 1,
  BAD_INPUT = 2,
}
