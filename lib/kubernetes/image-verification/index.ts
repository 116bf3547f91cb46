export * from './image-verification';
export * from './kritis-props';
export * from './kyverno-props';
export * from './policy-controller-props';
export * from './ratify-props';
export * from './signature-key';
