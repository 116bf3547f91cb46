import { Door } from './door';

const FLUID = 'fluid-cloudnative/fluid, charts, webhookconfiguration.yaml, 2026-07-02';
const ARMS = 'Alibaba Cloud help, "How ack-onepilot works", 2026-08-10';

/** Labels of pods that ask a webhook for containers, or for code, that nobody reviewed with the pod. */
export const INJECTION_DOORS: readonly Door[] = [
  { key: 'serverless.fluid.io/inject', shut: ['false'], opens: 'a privileged FUSE sidecar', source: FLUID },
  { key: 'fuse.serverful.fluid.io/inject', shut: ['false'], opens: 'a privileged FUSE sidecar', source: FLUID },
  { key: 'alibabacloud.com/fluid-sidecar-target', opens: 'a FUSE sidecar for ECI or ACS', source: FLUID },
  { key: 'armsPilotAutoEnable', shut: ['off', 'false'], opens: 'an agent that is downloaded at start', source: ARMS },
  {
    key: 'armsAutoInstrumentationEnable',
    shut: ['off', 'false'],
    opens: 'an agent that reads calls of the model',
    source: ARMS,
  },
];
