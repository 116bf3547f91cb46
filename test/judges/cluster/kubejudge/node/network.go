package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// Addresses within the network namespace of the node. No way leads out of it.
const (
	// in the range that the examples give for the API server, which is on this node
	nodeAddress = "192.168.7.10"
	// the port that the policies of the examples open to it, as clusters of ACK have it
	apiServerPort = "6443"
	podRange      = "10.244.0.0/24"
	services      = "10.96.0.0/16"
	dnsService    = "10.96.0.10"
	// a network for documentation (RFC 5737) joins the node with the namespace that stands for the rest of the world
	inner = "192.0.2.1"
	outer = "192.0.2.2"
	world = "world"
)

// connect makes the network of the node, and a namespace behind it in which every address answers on every TCP port: what is
// refused is refused by a policy, not for want of somebody who answers.
func (m machine) connect() error {
	for _, command := range []string{
		"ip link set lo up",
		"ip address add " + nodeAddress + "/32 dev lo",
		"ip netns add " + world,
		"ip link add world0 type veth peer name world1 netns " + world,
		"ip address add " + inner + "/30 dev world0",
		"ip link set world0 up",
		"ip route add default via " + outer,
		"ip -n world address add " + outer + "/30 dev world1",
		"ip -n world link set lo up",
		"ip -n world link set world1 up",
		"ip -n world route add default via " + inner,
		"ip -n world rule add iif world1 lookup 100",
		"ip -n world route add local default dev lo table 100",
		"ip netns exec world iptables -t nat -A PREROUTING -i world1 -p tcp -j REDIRECT --to-ports 8080",
	} {
		words := strings.Fields(command)
		if said, err := exec.Command(words[0], words[1:]...).CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w: %s", command, err, said)
		}
	}
	// a policy that rejects says so by ICMP, of which the kernel sends few by default: the others would be waited for
	for setting, value := range map[string]string{"ip_forward": "1", "icmp_ratelimit": "0"} {
		if err := os.WriteFile("/proc/sys/net/ipv4/"+setting, []byte(value), 0o644); err != nil {
			return err
		}
	}
	return nil
}
