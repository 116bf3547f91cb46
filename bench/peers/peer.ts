/** A tool that somebody would write the same objects with. */
export interface Peer {
  /** Builds the tool, and writes the objects in its language; `NAME` stands where a service has its name. */
  readonly prepare: (objects: readonly object[], folder: string) => void;
  /** What writes the objects of so many services to the standard output. */
  readonly command: (services: number, folder: string) => string[];
  /** Whether it is given every place where the name of a service stands; one that is not writes something else. */
  readonly writesTheSame: boolean;
}
