// Command flux builds folders as kustomize-controller does: kustomize, then Flux's substitution of variables. It prints the
// objects of each folder that it is given.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	fluxkustomize "github.com/fluxcd/pkg/kustomize"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

func main() {
	built := map[string][]json.RawMessage{}
	for _, folder := range os.Args[1:] {
		objects, err := build(folder)
		if err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", folder, err)
			os.Exit(1)
		}
		built[folder] = objects
	}
	if err := json.NewEncoder(os.Stdout).Encode(built); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// substitution has one variable, so that Flux looks for variables at all: it then replaces those that are not defined too.
var substitution = unstructured.Unstructured{Object: map[string]any{
	"spec": map[string]any{"postBuild": map[string]any{"substitute": map[string]any{"JUDGE": "substituted"}}},
}}

func build(folder string) ([]json.RawMessage, error) {
	resources, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(filesys.MakeFsOnDisk(), folder)
	if err != nil {
		return nil, err
	}
	objects := []json.RawMessage{}
	for _, resource := range resources.Resources() {
		substituted, err := fluxkustomize.SubstituteVariables(
			context.Background(), nil, substitution, resource, fluxkustomize.SubstituteWithDryRun(true))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", resource.CurId(), err)
		}
		if substituted == nil { // switched off by its annotation
			substituted = resource
		}
		object, err := substituted.MarshalJSON()
		if err != nil {
			return nil, err
		}
		objects = append(objects, object)
	}
	return objects, nil
}
