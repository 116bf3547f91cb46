import { ObjectKinds } from '../../../objects/object-kinds';

/** Kinds of the Gateway API that have listeners in `spec.listeners`. */
export const LISTENER_KINDS: readonly ObjectKinds[] = [
  { group: 'gateway.networking.k8s.io', kinds: ['Gateway', 'ListenerSet'] },
  { group: 'gateway.networking.x-k8s.io', kinds: ['XListenerSet'] },
];
