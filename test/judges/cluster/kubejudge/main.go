// Command kubejudge is Kubernetes in one binary: etcd, API server and controller manager, and kubectl to talk to them. It
// judges manifests; nothing runs their pods, unless its kubelet, scheduler and kube-proxy are started beside them.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"k8s.io/component-base/cli"
	"k8s.io/component-base/logs"
	kubectl "k8s.io/kubectl/pkg/cmd"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllermanager "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	kubeproxy "k8s.io/kubernetes/cmd/kube-proxy/app"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app"
	kubelet "k8s.io/kubernetes/cmd/kubelet/app"
)

func main() {
	logs.InitLogs()
	defer logs.FlushLogs()
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run dispatches to one component. Components register their metrics and feature gates in globals, so that each needs a
// process of its own: serve starts this binary once for each.
func run(args []string) error {
	if len(args) == 0 {
		return errors.New("usage: kubejudge serve --dir <state dir> | kubejudge kubectl <args>")
	}
	os.Args = args // the commands below take their arguments from there, without the name of this binary
	switch args[0] {
	case "serve":
		return serve(args[1:])
	case "kubectl":
		os.Exit(cli.Run(kubectl.NewDefaultKubectlCommand()))
	case "etcd":
		go endWithParent()
		return runEtcd(args[1], args[2])
	case "kube-apiserver":
		go endWithParent()
		os.Exit(cli.Run(apiserver.NewAPIServerCommand()))
	case "kube-controller-manager":
		go endWithParent()
		os.Exit(cli.Run(controllermanager.NewControllerManagerCommand()))
	case "kube-scheduler":
		go endWithParent()
		os.Exit(cli.Run(scheduler.NewSchedulerCommand()))
	case "kube-proxy":
		go endWithParent()
		os.Exit(cli.Run(kubeproxy.NewProxyCommand()))
	case "kubelet":
		go endWithParent()
		os.Exit(cli.Run(kubelet.NewKubeletCommand(context.Background())))
	}
	return fmt.Errorf("unknown command %q, allowed: serve, kubectl", args[0])
}

// endWithParent ends a component when serve closes its standard input, which the kernel does even if serve is killed.
// There is nothing to finish: the state is thrown away.
func endWithParent() {
	_, _ = io.Copy(io.Discard, os.Stdin)
	os.Exit(0)
}
