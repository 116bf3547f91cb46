import { EngineProfile } from './engine-profile';
import { EnginePort, EngineRoute, PortAudience, RouteAccess } from './engine-traffic';

const EXPOSED = [PortAudience.CALLERS, PortAudience.SCRAPER];

/** Ports that something outside the pods reaches, the serving one first. */
export function exposedPorts(profile: EngineProfile): EnginePort[] {
  return profile.ports.filter(({ audience }) => EXPOSED.includes(audience));
}

/** Ports on which callers send requests. */
export function callerPorts(profile: EngineProfile): EnginePort[] {
  return profile.ports.filter(({ audience }) => audience === PortAudience.CALLERS);
}

/** The port that answers a route. */
export function portOf(profile: EngineProfile, route: EngineRoute): EnginePort {
  return profile.ports.find(({ name }) => name === route.port) ?? portFor(profile, route.access);
}

/** The port that answers whoever has this access: metrics may have one of their own. */
export function portFor(profile: EngineProfile, access: RouteAccess): EnginePort {
  const own = access === RouteAccess.SCRAPER && profile.ports.find(({ audience }) => audience === PortAudience.SCRAPER);
  return own || profile.ports[0];
}
