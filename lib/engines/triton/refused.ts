import { RefusedSetting } from '../engine-profile';
import { PYTHON_ENGINE_REFUSED_ENV } from '../python-engine';

const LIBRARIES = 'loads libraries from another directory than that of the image';

export const TRITON_REFUSED_FLAGS: RefusedSetting[] = [
  { name: '--backend-directory', reason: LIBRARIES },
  { name: '--cache-directory', reason: LIBRARIES },
  { name: '--repoagent-directory', reason: LIBRARIES },
  { name: '--backend-config', reason: `its setting backend-directory ${LIBRARIES}; write settings into config.pbtxt` },
  {
    name: '--strict-model-config',
    allowedValues: ['true', '1'],
    reason: 'the old name of --disable-auto-complete-config',
  },
  {
    name: '--http-restricted-api',
    reason: 'its key shows in the pod spec, and was bypassed (CVE-2026-24207); the mesh decides who calls what',
  },
  { name: '--grpc-restricted-protocol', reason: 'its key shows in the pod spec; gRPC is off' },
  { name: '--log-verbose', allowedValues: ['0'], reason: 'writes requests to the log' },
  { name: '--log-file', reason: 'the log leaves the output of the container' },
  { name: '--trace-file', reason: 'writes requests to disk' },
  { name: '--trace-level', reason: 'writes requests to disk' },
];

const CLOUD = 'the repository is mounted; credentials of a cloud in the environment can only leak';

export const TRITON_REFUSED_ENV: RefusedSetting[] = [
  ...PYTHON_ENGINE_REFUSED_ENV,
  { name: 'AIP_*', reason: 'switches the server to Vertex AI: other port, other repository' },
  { name: 'TRITON_CLOUD_CREDENTIAL_PATH', reason: CLOUD },
  { name: 'AWS_*', reason: CLOUD },
  { name: 'AZURE_STORAGE_*', reason: CLOUD },
  { name: 'GOOGLE_APPLICATION_CREDENTIALS', reason: CLOUD },
  { name: 'TRITONSERVER_*', reason: 'delays of tests' },
];
