// Command engine says what the policy engine of sigs.k8s.io/kube-network-policies makes of connections. It reads one
// situation a line as JSON on stdin and writes the verdicts of its connections, one line for each, to stdout.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	_ "unsafe" // for go:linkname

	v1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes/fake"
	"k8s.io/klog/v2"
	engine "sigs.k8s.io/kube-network-policies/pkg/networkpolicy"
	npav1alpha1 "sigs.k8s.io/network-policy-api/apis/v1alpha1"
	npafake "sigs.k8s.io/network-policy-api/pkg/client/clientset/versioned/fake"
	npainformers "sigs.k8s.io/network-policy-api/pkg/client/informers/externalversions"
)

type connection struct {
	Source   string
	Target   string
	Protocol v1.Protocol
	Port     int
}

type situation struct {
	Namespaces  []*v1.Namespace
	Pods        []*v1.Pod
	Policies    []*networkingv1.NetworkPolicy
	Admin       []*npav1alpha1.AdminNetworkPolicy
	Baseline    []*npav1alpha1.BaselineAdminNetworkPolicy
	Connections []connection
}

// The engine keeps its entry point to itself. This is its packet, field by field.
type packet struct {
	id      uint32
	family  v1.IPFamily
	srcIP   net.IP
	dstIP   net.IP
	proto   v1.Protocol
	srcPort int
	dstPort int
	payload []byte
}

//go:linkname evaluatePacket sigs.k8s.io/kube-network-policies/pkg/networkpolicy.(*Controller).evaluatePacket
func evaluatePacket(c *engine.Controller, ctx context.Context, p packet) bool

func main() {
	klog.SetLogger(klog.Logger{})
	if err := run(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(in io.Reader, out io.Writer) error {
	lines := bufio.NewReaderSize(in, 1<<20)
	answers := json.NewEncoder(out)
	for {
		line, err := lines.ReadBytes('\n')
		if err == io.EOF && len(line) == 0 {
			return nil
		}
		if err != nil && err != io.EOF {
			return err
		}
		verdicts, err := judge(line)
		if err != nil {
			return err
		}
		if err := answers.Encode(verdicts); err != nil {
			return err
		}
	}
}

func judge(line []byte) ([]bool, error) {
	var given situation
	if err := json.Unmarshal(line, &given); err != nil {
		return nil, err
	}
	core := informers.NewSharedInformerFactory(fake.NewSimpleClientset(), 0)
	admin := npainformers.NewSharedInformerFactory(npafake.NewSimpleClientset(), 0)
	controller, err := engine.NewController(
		fake.NewSimpleClientset(),
		core.Networking().V1().NetworkPolicies(),
		core.Core().V1().Namespaces(),
		core.Core().V1().Pods(),
		core.Core().V1().Nodes(),
		npafake.NewSimpleClientset(),
		admin.Policy().V1alpha1().AdminNetworkPolicies(),
		admin.Policy().V1alpha1().BaselineAdminNetworkPolicies(),
		// The plug-in of the container runtime is made and not run: without it this version of the engine panics at addresses
		// that no pod has.
		engine.Config{AdminNetworkPolicy: true, BaselineAdminNetworkPolicy: true, NodeName: "none"},
	)
	if err != nil {
		return nil, err
	}
	for _, namespace := range given.Namespaces {
		if err := core.Core().V1().Namespaces().Informer().GetStore().Add(namespace); err != nil {
			return nil, err
		}
	}
	for _, pod := range given.Pods {
		if err := core.Core().V1().Pods().Informer().GetStore().Add(pod); err != nil {
			return nil, err
		}
	}
	for _, policy := range given.Policies {
		if err := core.Networking().V1().NetworkPolicies().Informer().GetStore().Add(policy); err != nil {
			return nil, err
		}
	}
	for _, policy := range given.Admin {
		if err := admin.Policy().V1alpha1().AdminNetworkPolicies().Informer().GetStore().Add(policy); err != nil {
			return nil, err
		}
	}
	for _, policy := range given.Baseline {
		if err := admin.Policy().V1alpha1().BaselineAdminNetworkPolicies().Informer().GetStore().Add(policy); err != nil {
			return nil, err
		}
	}
	verdicts := []bool{}
	for _, asked := range given.Connections {
		verdicts = append(verdicts, evaluatePacket(controller, context.Background(), packet{
			srcIP: net.ParseIP(asked.Source), dstIP: net.ParseIP(asked.Target),
			proto: asked.Protocol, srcPort: 40000, dstPort: asked.Port,
		}))
	}
	return verdicts, nil
}
