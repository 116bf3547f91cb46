export * from './admission';
export * from './checks';
export * from './evidence';
export * from './finding';
export * from './risk';
export * from './severity';
export * from './reachability';
export * from './reachable-edge';
