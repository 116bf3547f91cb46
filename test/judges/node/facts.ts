import { Node } from './node';
import { podOf } from './platform';
import { quantityOf } from '../../../lib/objects/quantity';

/** Where a program looks for the token of its service account. */
const TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount';

/** What the kernel says of a container, in the terms of its manifest. */
export interface Facts {
  readonly user: number;
  readonly groups: readonly number[];
  readonly capabilities: string;
  readonly noNewPrivileges: boolean;
  readonly seccomp: boolean;
  readonly memory: number;
  readonly token: boolean;
  readonly writable: Readonly<Record<string, boolean>>;
}

/** Filter mode of seccomp, as `/proc` numbers it. */
const SECCOMP_FILTER = '2';

/** What the main container of a pod is, seen from within. */
export function factsOf(node: Node, pod: any, folders: readonly string[]): Facts {
  const { metadata, spec } = pod;
  const exec = ['exec', metadata.name, '-n', metadata.namespace, '-c', spec.containers[0].name];
  const { status, writable, memory, token } = JSON.parse(node.must([...exec, '--', '/stand-in', 'facts', ...folders]));
  const numbers = (text: string) => [...new Set(text.split(' ').filter(Boolean).map(Number))];
  return {
    user: numbers(status.Uid)[0],
    groups: [...new Set([...numbers(status.Gid), ...numbers(status.Groups)])].sort(),
    capabilities: [status.CapPrm, status.CapEff, status.CapBnd].join(' '),
    noNewPrivileges: status.NoNewPrivs === '1',
    seccomp: status.Seccomp === SECCOMP_FILTER,
    memory: Number(memory),
    token,
    writable,
  };
}

/** What the manifest of a workload says that its main container is. */
export function declaredFacts(workload: any): Facts {
  const pod = podOf(workload);
  const [{ securityContext, resources, volumeMounts = [] }] = pod.containers;
  const { runAsUser, runAsGroup, fsGroup, seccompProfile } = { ...pod.securityContext, ...securityContext };
  const isWritable = ({ name, readOnly }: any) => {
    const volume = pod.volumes.find((each: any) => each.name === name);
    return !readOnly && volume.emptyDir !== undefined;
  };
  return {
    user: runAsUser,
    groups: [...new Set<number>([runAsGroup, fsGroup ?? runAsGroup])].sort(),
    capabilities: Array(3).fill('0'.repeat(16)).join(' '),
    noNewPrivileges: securityContext.allowPrivilegeEscalation === false,
    seccomp: seccompProfile?.type === 'RuntimeDefault',
    memory: quantityOf(resources.limits.memory)!,
    token: pod.automountServiceAccountToken !== false || volumeMounts.some(({ mountPath }: any) => mountPath === TOKEN),
    writable: {
      '/': !securityContext.readOnlyRootFilesystem,
      '/etc': !securityContext.readOnlyRootFilesystem,
      ...Object.fromEntries(volumeMounts.map((mount: any) => [mount.mountPath, isWritable(mount)])),
    },
  };
}
