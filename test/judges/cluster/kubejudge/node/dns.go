package main

import (
	"os"

	_ "github.com/coredns/coredns/plugin/cache"
	_ "github.com/coredns/coredns/plugin/errors"
	_ "github.com/coredns/coredns/plugin/kubernetes"
	_ "github.com/coredns/coredns/plugin/loop"
	_ "github.com/coredns/coredns/plugin/ready"

	"github.com/coredns/coredns/coremain"
)

// serveDNS is CoreDNS without the plug-ins of clouds, which are most of its code. It takes CoreDNS's own flags.
func serveDNS(args []string) error {
	os.Args = append([]string{"coredns"}, args...)
	coremain.Run()
	return nil
}
