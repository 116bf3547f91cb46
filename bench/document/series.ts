import { Results } from '../results';
import { Workload } from '../workload';

/** Processor time over the number of services: unlike elapsed time, it says the same on a busy machine. */
export interface Series {
  readonly name: string;
  readonly color: string;
  readonly points: readonly Point[];
}

export interface Point {
  readonly services: number;
  readonly seconds: number;
}

interface Line {
  readonly name: string;
  readonly color: string;
  /** The number of services, of a workload that belongs to the line. */
  readonly servicesOf: (workload: Workload) => number | undefined;
}

const command =
  (name: string): Line['servicesOf'] =>
  (workload) =>
    workload.script === 'command' && workload.name === name ? workload.size : undefined;

const app =
  (name: 'App' | 'SecureApp'): Line['servicesOf'] =>
  (workload) =>
    workload.script === 'synth' && workload.app === name && workload.content === 'team' && !workload.chained
      ? workload.services
      : undefined;

/** Colors of Okabe and Ito, which people tell apart who see few. */
const LINES: readonly Line[] = [
  { name: 'cdk8s App', color: '#d55e00', servicesOf: app('App') },
  { name: 'SecureApp', color: '#0072b2', servicesOf: app('SecureApp') },
  { name: 'JSON (floor)', color: '#777777', servicesOf: (w) => (w.script === 'floor' ? w.services : undefined) },
  { name: 'helm 4', color: '#009e73', servicesOf: command('helm-4') },
  { name: 'helm 3', color: '#56b4e9', servicesOf: command('helm-3') },
  { name: 'jsonnet', color: '#cc79a7', servicesOf: command('jsonnet') },
  { name: 'kustomize', color: '#e69f00', servicesOf: command('kustomize') },
  { name: 'cdk8s-plus', color: '#000000', servicesOf: (w) => (w.script === 'cdk8s-plus' ? w.services : undefined) },
];

export function series({ workloads }: Results): Series[] {
  return LINES.map(({ name, color, servicesOf }) => ({
    name,
    color,
    points: workloads
      .flatMap(({ workload, total }) => {
        const services = servicesOf(workload);
        return services === undefined ? [] : [{ services, seconds: total.median / 1000 }];
      })
      .sort((one, other) => one.services - other.services),
  }));
}
