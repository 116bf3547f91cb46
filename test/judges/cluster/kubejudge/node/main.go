// Command node is a node of the judges. It starts kubelet, kube-proxy and a control plane of kubejudge, and is what they need
// beside them: CoreDNS and the NetworkPolicy part of kube-router, which are the published code, and plug-ins for devices and
// volumes, which are small and of its own.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) == 0 {
		return errors.New("usage: node up <flags>")
	}
	switch args[0] {
	case "up":
		return up(ctx, args[1:])
	case "dns":
		return serveDNS(args[1:])
	case "network-policy":
		go endWithParent()
		return enforce(ctx, args[1], args[2], args[3])
	case "devices":
		go endWithParent()
		return advertise(ctx, args[1:])
	case "volumes":
		go endWithParent()
		return publishVolumes(ctx, args[1], listOf(args[2]), args[3:])
	}
	return fmt.Errorf("unknown part %q, allowed: up, dns, network-policy, devices, volumes", args[0])
}

// endWithParent ends a part when who started it closes its standard input, which the kernel does even if that is killed.
func endWithParent() {
	_, _ = io.Copy(io.Discard, os.Stdin)
	os.Exit(0)
}
