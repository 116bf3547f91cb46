/** Name of the init container that checks a model. */
export const GUARD_CONTAINER = 'model-guard';
