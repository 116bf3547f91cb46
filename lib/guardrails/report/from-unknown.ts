import { UnknownInput } from './data';
import { FindingLocation } from './finding';
import { Manifest } from '../../objects/manifest';
import { NotUnderstood } from '../../objects/places/not-understood';
import { subjectName } from '../evaluation/subject-name';

/** What was not understood in an object, as reports name it. */
export function fromUnknown(object: Manifest, unknown: NotUnderstood, location?: FindingLocation): UnknownInput {
  return { ...unknown, namespace: object.metadata?.namespace, subject: subjectName(object), location };
}
