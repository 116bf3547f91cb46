import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { goModuleDir } from '../support/go';

/** CustomResourceDefinitions that published Go modules carry. */
const SOURCES = [
  { module: 'istio.io/api', version: 'v1.29.2', folder: 'kubernetes', file: /^customresourcedefinitions.gen.yaml$/ },
  {
    module: 'sigs.k8s.io/gateway-api',
    version: 'v1.6.0',
    folder: 'config/crd/standard',
    file: /_(httproutes|gateways|gatewayclasses).yaml$/,
  },
  {
    module: 'sigs.k8s.io/gateway-api-inference-extension',
    version: 'v1.5.0',
    folder: 'config/crd/bases',
    file: /_(inferencepools|inferenceobjectives).yaml$/,
  },
  {
    module: 'sigs.k8s.io/network-policy-api',
    version: 'v0.1.7',
    folder: 'config/crd/standard',
    file: /_adminnetworkpolicies.yaml$/,
  },
  {
    module: 'sigs.k8s.io/kueue',
    version: 'v0.17.0',
    folder: 'config/components/crd/bases',
    file: /_localqueues.yaml$/,
  },
  { module: 'sigs.k8s.io/lws', version: 'v0.8.0', folder: 'config/crd/bases', file: /_leaderworkersets.yaml$/ },
  {
    module: 'github.com/kedacore/keda/v2',
    version: 'v2.21.0',
    folder: 'config/crd/bases',
    file: /_scaledobjects.yaml$/,
  },
  {
    module: 'github.com/kserve/kserve',
    version: 'v0.16.0',
    folder: 'config/crd/full',
    file: /_inferenceservices.yaml$/,
  },
  {
    module: 'github.com/prometheus-operator/prometheus-operator',
    version: 'v0.85.0',
    folder: 'example/prometheus-operator-crd',
    file: /_(podmonitors|prometheusrules).yaml$/,
  },
];

/** Schemas of CustomResourceDefinitions that no module carries. */
const OWN = join(__dirname, 'crds');

export function crdFiles(): string[] {
  const published = SOURCES.flatMap(({ module, version, folder, file }) =>
    filesIn(join(goModuleDir(module, version), folder), file),
  );
  return [...published, ...filesIn(OWN, /\.yaml$/)];
}

function filesIn(folder: string, file: RegExp): string[] {
  return readdirSync(folder)
    .filter((entry) => file.test(entry))
    .map((entry) => join(folder, entry));
}
