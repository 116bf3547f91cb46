/** Stands in the fixture wherever a service has its name. */
export const NAME = 'service-name';
