import { Rule } from '../rule';
import { Severity } from '../severity';

export const runtimeSocket: Rule = {
  id: 'SAI-POD-011',
  name: 'runtime-socket',
  title: 'Container runtime socket mounted',
  rationale: 'The socket starts privileged containers, so it gives control over the node.',
  severity: Severity.CRITICAL,
  match: { subject: 'pod' },
  cel: String.raw`
    pod.spec.?volumes.orValue([]).all(volume,
      !volume.?hostPath.?path.orValue('').matches(
        r'^/+((var/+)?run(/+(containerd|docker|crio|cri-dockerd|dockershim|k3s|podman)(/.*)?|/+[a-z0-9.-]*\.sock/*)?|var)?/*$'
      )
    )
  `,
  message: 'pod reaches the socket of the container runtime, and with it every container of the node',
  fix: 'remove the hostPath volume; nothing that serves a model needs the container runtime',
  acknowledgeable: false,
  frameworks: {
    cis: ['5.2.11'],
    owaspK8s: ['K01'],
    atlas: ['AML.T0105'],
    seed: ['Typical attack paths: Kubernetes misconfigurations'],
  },
  ackPolicy: 'ACKPSPHostFilesystem',
};
