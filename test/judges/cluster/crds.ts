import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { goModuleDir } from '../support/go';

/** CustomResourceDefinitions that published Go modules carry. */
const SOURCES = [
  { module: 'istio.io/api', version: 'v1.29.2', folder: 'kubernetes', file: /^customresourcedefinitions.gen.yaml$/ },
  {
    module: 'sigs.k8s.io/gateway-api',
    version: 'v1.6.0',
    folder: 'config/crd/standard',
    file: /_(httproutes|gateways).yaml$/,
  },
  {
    module: 'sigs.k8s.io/gateway-api-inference-extension',
    version: 'v1.5.0',
    folder: 'config/crd/bases',
    file: /_(inferencepools|inferenceobjectives).yaml$/,
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

/** CustomResourceDefinitions that no module carries; they lie beside the project and are not part of it. */
const BESIDE = join(__dirname, '../../../../shared/data/crds');
const FROM_BESIDE = [
  'cilium.io_tracingpoliciesnamespaced.yaml',
  'secrets-store.csi.x-k8s.io_secretproviderclasses.yaml',
];

export function crdFiles(): string[] {
  const published = SOURCES.flatMap(({ module, version, folder, file }) => {
    const dir = join(goModuleDir(module, version), folder);
    return readdirSync(dir)
      .filter((entry) => file.test(entry))
      .map((entry) => join(dir, entry));
  });
  const beside = FROM_BESIDE.map((file) => join(BESIDE, file));
  const missing = beside.filter((file) => !existsSync(file));
  if (missing.length > 0) {
    throw new Error(`resource definitions are missing, which no Go module carries: ${missing.join(', ')}`);
  }
  return [...published, ...beside];
}
