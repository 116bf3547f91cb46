import { GO, Tool } from '../support/judge';

const installed = (command: string, versionArgs: string[], packageName: string): Tool => ({
  command,
  versionArgs,
  install: `apt-get install ${packageName}`,
});

/** What a node needs beside Go: Debian's packages, root, and a kernel with the cgroups that its kubelet is told of. */
export const NODE_TOOLS: Tool[] = [
  GO,
  installed('runc', ['--version'], 'runc'),
  installed('iptables', ['--version'], 'iptables'),
  installed('ipset', ['--version'], 'ipset'),
  installed('ip', ['-Version'], 'iproute2'),
  installed('/usr/lib/cni/ptp', ['--version'], 'containernetworking-plugins'),
  {
    command: 'unshare',
    versionArgs: ['--mount', '--net', '--pid', '--fork', '--mount-proc', 'true'],
    install: 'run as root',
  },
  {
    command: 'test',
    versionArgs: ['-d', '/sys/fs/cgroup/memory'],
    install: 'boot with systemd.unified_cgroup_hierarchy=0 (the node of this judge is written for cgroup v1)',
  },
];
