/** Builds and synthesizes services in one app. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { Node } from 'constructs';
import { report } from './usage';
import { NAME } from '../name';
import type { Synthesis } from '../workload';

const { app: type, content, services, oneChart, chained, enforced, unchecked }: Synthesis = JSON.parse(process.argv[2]);
const outdir = process.argv[3];

/** Fresh texts for each service, as a program would make them. */
function addManifests(chart: Chart, name: string): void {
  const objects = JSON.parse(texts().replaceAll(NAME, name));
  objects.forEach((object: { apiVersion: string; kind: string }, i: number) => {
    new ApiObject(chart, `${name}-${object.kind}${i}`, object);
  });
}

let read: string | undefined;

function texts(): string {
  return (read ??= readFileSync(join(__dirname, `${content}.json`), 'utf8'));
}

function build(): App {
  const app = type === 'SecureApp' ? new (library().SecureApp)({ outdir }) : new App({ outdir });
  const add = content === 'construct' ? fixture().addService : addManifests;
  let chart: Chart | undefined;
  for (let i = 0; i < services; i++) {
    const name = `team-${i}`;
    const previous = chart;
    chart = oneChart && chart ? chart : new Chart(app, name, { namespace: name });
    add(chart, name);
    if (chained && previous) {
      chart.addDependency(previous);
    }
  }
  if (enforced) {
    const { Checks, Severity } = library().guardrails;
    // what services alone have not, such as a quota, is found and not refused
    Checks.enforceOn(app, { failOn: Severity.CRITICAL });
  }
  return app;
}

// Loaded by those only that use it: the measure of cdk8s must not carry the library.
/* eslint-disable @typescript-eslint/no-require-imports */
function library(): typeof import('ack-secure-inference') {
  return require('ack-secure-inference');
}

function fixture(): typeof import('../fixture') {
  return require('./fixture');
}

if (unchecked) {
  Node.prototype.validate = () => [];
}
void report(() => build().synth());
rmSync(outdir, { recursive: true });
