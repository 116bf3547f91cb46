import { Rule } from '../rule';
import { Severity } from '../severity';

/** NodeLocal DNSCache, and the resolvers of a VPC. Source: Alibaba Cloud help, "NodeLocal DNSCache" and "DNS resolution". */
const SERVERS = "['169.254.20.10', '100.100.2.136', '100.100.2.138']";

/**
 * kube-dns has the tenth address of the range of Services, which begins at a multiple of /20 where ACK chooses it. It is
 * named in pods only behind NodeLocal DNSCache, as the webhook of ACK writes it.
 */
const CLUSTER_DNS = String.raw`^(10\.[0-9]+|172\.(1[6-9]|2[0-9]|3[01])|192\.168)\.(0|16|32|48|64|80|96|112|128|144|160|176|192|208|224|240)\.10$`;
const NODE_LOCAL = '169.254.20.10';
const DOMAINS = String.raw`(^|\.)(svc|local|internal)\.?$|(^|\.)svc\.`;

export const dnsServers: Rule = {
  id: 'SAI-POD-041',
  name: 'foreign-dns',
  title: 'DNS servers or domains that are not those of the cluster',
  rationale:
    'Whoever answers for a name decides where prompts and keys go, and queries themselves carry data past an egress policy that allows DNS.',
  severity: Severity.MEDIUM,
  match: { subject: 'pod' },
  cel: `
    [pod.?spec.?dnsConfig.?nameservers.orValue([])].all(servers,
      servers.all(server, server in ${SERVERS} || ('${NODE_LOCAL}' in servers && server.matches(r'${CLUSTER_DNS}')))
      && servers.filter(server, server.matches(r'${CLUSTER_DNS}')).size() <= 1
    )
    && pod.?spec.?dnsConfig.?searches.orValue([]).all(domain, domain.matches(r'${DOMAINS}'))
  `,
  message: 'dnsConfig asks servers, or completes names by domains, that are not those of the cluster',
  fix: 'remove nameservers and searches from dnsConfig; forward zones in CoreDNS',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    atlas: ['AML.T0025'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
