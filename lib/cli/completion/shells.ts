/** Shells that completion is written for; read by the command line, before anything is loaded. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];
