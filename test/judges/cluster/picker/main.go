// Command picker is the endpoint picker of the Gateway API Inference Extension, as its maintainers start it, and with "ask"
// as its first argument a gateway that asks one.
package main

import (
	"fmt"
	"os"

	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/gateway-api-inference-extension/cmd/epp/runner"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(arguments []string) error {
	if len(arguments) == 3 && arguments[0] == "ask" {
		return ask(arguments[1], arguments[2])
	}
	return runner.NewRunner().Run(ctrl.SetupSignalHandler())
}
