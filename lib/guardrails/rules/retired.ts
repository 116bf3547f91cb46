/** Ids of rules that no longer exist, with the reason and what finds the same now. An id is never used again. */
export const RETIRED: Readonly<Record<string, string>> = {};
