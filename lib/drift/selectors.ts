import { Labels } from '../objects/label-selector';

/** Whether labels have all that is wanted. */
export function isSubset(wanted: Labels, labels: Labels): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}

/** A selector as a query of the API. */
export function labelQuery(wanted: Labels): string {
  return Object.entries(wanted)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}
