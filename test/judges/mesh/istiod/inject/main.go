// Command inject says what Istio's own injector makes of workloads: it reads manifests as YAML on stdin, as for a cluster
// with the CNI plug-in, and writes them with their sidecars. Settings of the mesh are those of the published chart. A
// workload that gets no sidecar is an error, or with -skip written as it is.
package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"

	"istio.io/istio/manifests"
	"istio.io/istio/pkg/config/mesh"
	"istio.io/istio/pkg/kube/inject"
	"sigs.k8s.io/yaml"
)

const chart = "charts/istio-control/istio-discovery/"

func main() {
	skips := len(os.Args) == 2 && os.Args[1] == "-skip"
	if err := run(os.Stdin, os.Stdout, skips); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(in io.Reader, out io.Writer, skips bool) error {
	template, err := fs.ReadFile(manifests.FS, chart+"files/injection-template.yaml")
	if err != nil {
		return err
	}
	templates, err := inject.ParseTemplates(inject.RawTemplates{inject.SidecarTemplateName: string(template)})
	if err != nil {
		return err
	}
	values, err := chartValues()
	if err != nil {
		return err
	}
	var refused error
	warn := func(text string) {
		if !skips {
			refused = fmt.Errorf("not injected: %s", text)
		}
	}
	err = inject.IntoResourceFile(nil, templates, values, "", mesh.DefaultMeshConfig(), in, out, warn)
	if err != nil {
		return err
	}
	return refused
}

// chartValues reads the defaults of the chart, with the CNI plug-in on.
func chartValues() (inject.ValuesConfig, error) {
	raw, err := fs.ReadFile(manifests.FS, chart+"values.yaml")
	if err != nil {
		return inject.ValuesConfig{}, err
	}
	var file struct {
		Defaults map[string]any `json:"_internal_defaults_do_not_set"`
	}
	if err := yaml.Unmarshal(raw, &file); err != nil {
		return inject.ValuesConfig{}, err
	}
	file.Defaults["pilot"] = map[string]any{"cni": map[string]any{"enabled": true}}
	text, err := yaml.Marshal(file.Defaults)
	if err != nil {
		return inject.ValuesConfig{}, err
	}
	return inject.NewValuesConfig(string(text))
}
