import { Contribution } from './contribution';
import { Problem } from '../private/problems';

/**
 * One part of a service: its engine, its model, its GPUs, its mesh. `Service` is what parts know of the service that they
 * belong to. A new part is a class with one or both of these methods, and a line in `partsOf`.
 */
export interface ServicePart<Service> {
  /** What is wrong with it in this service. */
  _problems?(service: Service): Problem[];
  /** What it adds to the pods and beside them. */
  _contribution?(service: Service): Contribution;
}
