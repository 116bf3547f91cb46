import { among, argument, byChild, byEngine, connected } from './conditions';
import { RuntimeContract, TOKEN_DIRECTORY } from './contract';
import { METADATA_ADDRESS, MINER_PORTS } from './programs';
import { ActOnNode, RuntimeRule } from './rule';
import { Severity } from '../../guardrails/rules/severity';

const CONNECTIONS = 'Phase 3: Runtime behavior monitoring, suspicious network connections';
const CREDENTIALS = 'Phase 3: Runtime behavior monitoring, credential theft';
const LOOPBACK = ['127.0.0.0/8', '::1/128'];
/** Linux takes ports from here where a program asks for any. */
const FIRST_EPHEMERAL_PORT = 32768;
const CONNECT = 'evt.type = connect and fd.l4proto = tcp and fd.type in (ipv4, ipv6)';
/** Names of one directory: /var/run is a link to /run. */
const TOKEN_PREFIXES = [TOKEN_DIRECTORY, TOKEN_DIRECTORY.replace('/var/run/', '/run/')];

const always = () => true;
const own = ({ podCidrs }: RuntimeContract) => [...LOOPBACK, ...podCidrs];

/** Rules over what is read and whom is talked to. */
export const ACCESS_RULES: readonly RuntimeRule[] = [
  {
    id: 'token-read',
    title: 'Service account token looked for',
    severity: Severity.CRITICAL,
    detects: 'somebody opens the token of the Kubernetes API, or tries to',
    quiet: 'no token is mounted, and the engine has no client of that API: nothing in it knows the path.',
    seed: CREDENTIALS,
    appliesTo: ({ hasToken }) => !hasToken,
    falco: () =>
      `evt.type in (open, openat, openat2) and (${TOKEN_PREFIXES.map((path) => `fs.path.name startswith ${path}`).join(' or ')})`,
    // the files do not exist, so that only the system call sees the attempt
    tetragon: () =>
      [
        { call: 'sys_openat', index: 1 },
        { call: 'sys_openat2', index: 1 },
        { call: 'sys_open', index: 0 },
      ].map(({ call, index }) => ({
        call,
        syscall: true,
        // kernels before 5.6 have no openat2, and those of ARM no open
        ignore: { callNotFound: true },
        args: [{ index, type: 'string' }],
        selectors: [{ matchArgs: [argument(index, 'Prefix', TOKEN_PREFIXES)] }],
      })),
    securityCenter: (contract) =>
      byEngineOrChild(contract, { file: TOKEN_PREFIXES.map((path) => `${path}/*`).join('|') }),
  },
  {
    id: 'metadata-service',
    title: 'Metadata service contacted',
    severity: Severity.CRITICAL,
    detects: `a connection to ${METADATA_ADDRESS}, which gives out the credentials of the node`,
    quiet: 'the NetworkPolicy closes it, so that nothing in the pod can rely on it; credentials come by RRSA.',
    seed: CREDENTIALS,
    appliesTo: always,
    falco: () => `evt.type in (connect, sendto, sendmsg) and fd.sip = ${METADATA_ADDRESS}`,
    tetragon: () => [connected([argument(0, 'DAddr', [METADATA_ADDRESS])])],
    // What runs on the node itself needs the address.
    securityCenter: (contract) => byEngineOrChild(contract, { address: METADATA_ADDRESS, port: 80 }),
  },
  {
    id: 'miner-pool',
    title: 'Port of a mining pool contacted',
    severity: Severity.CRITICAL,
    detects: 'a connection to a port that mining pools listen on',
    quiet:
      'connections within the pod and to other pods, or the ports of such, are left out, and no destination that the service ' +
      'declares has such a port.',
    seed: CONNECTIONS,
    appliesTo: always,
    falco: (contract) =>
      `${CONNECT} and ${among('fd.sport', minerPorts(contract))} and not ${among('fd.snet', own(contract))}`,
    tetragon: (contract) => [
      connected([argument(0, 'DPort', minerPorts(contract)), argument(0, 'NotDAddr', own(contract))]),
    ],
    // It cannot leave addresses out, so that ports are left out on which processes of an engine may meet.
    securityCenter: (contract) =>
      Object.fromEntries(
        minerPorts(contract)
          .filter((port) => port < FIRST_EPHEMERAL_PORT && !contract.ports.includes(port))
          .flatMap((port) => Object.values(byEngine(contract, { address: '*', port })).map((act) => [port, act])),
      ),
  },
  {
    id: 'undeclared-connection',
    title: 'Connection that no rule lets out',
    severity: Severity.HIGH,
    detects: 'a TCP connection to an address or port that the NetworkPolicy does not let out, refused or not',
    quiet:
      'the processes of an engine reach each other by loopback and by the address of the pod, which are left out. UDP is not ' +
      'looked at: engines ask the kernel for their own address by a socket that sends nothing.',
    seed: CONNECTIONS,
    appliesTo: always,
    falco: (contract) =>
      [
        `${CONNECT} and fd.sip != ${METADATA_ADDRESS} and not ${among('fd.snet', own(contract))}`,
        ...contract.destinations.map(
          ({ cidrs, ports }) =>
            `not (${[among('fd.snet', cidrs), ...(ports.length > 0 ? [among('fd.sport', ports)] : [])].join(' and ')})`,
        ),
      ].join(' and '),
    tetragon: (contract) => {
      const outside = argument(0, 'NotDAddr', [
        ...own(contract),
        METADATA_ADDRESS,
        ...contract.destinations.flatMap(({ cidrs }) => cidrs),
      ]);
      const wrongPort = contract.destinations
        .filter(({ ports }) => ports.length > 0)
        .map(({ cidrs }) => [
          argument(0, 'DAddr', cidrs),
          argument(0, 'NotDAddr', [...own(contract), METADATA_ADDRESS]),
          argument(0, 'NotDPort', portsFor(contract, cidrs)),
        ]);
      return [connected([outside], ...wrongPort)];
    },
    // It denies addresses that are listed; it has no word for all others.
    securityCenter: () => ({}),
  },
];

function byEngineOrChild(contract: RuntimeContract, act: ActOnNode): Record<string, ActOnNode> {
  return { ...byEngine(contract, act), ...byChild(contract, act) };
}

function minerPorts({ destinations }: RuntimeContract): number[] {
  const declared = new Set(destinations.flatMap(({ ports }) => ports));
  return MINER_PORTS.filter((port) => !declared.has(port));
}

/** Ports that any destination opens for any of the ranges: a range may stand in several. */
function portsFor({ destinations }: RuntimeContract, cidrs: readonly string[]): number[] {
  return destinations
    .filter((destination) => destination.cidrs.some((cidr) => cidrs.includes(cidr)))
    .flatMap(({ ports }) => ports);
}
