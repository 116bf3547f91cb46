// Command istiod says what Istio's own control plane makes of manifests: the listeners, clusters and routes that the sidecar
// of a pod would get. It reads questions as JSON on stdin, one after the other, and writes an answer to each as JSON.
//
// Filters that manifests patch in are read strictly, as messages of Envoy, and held against Envoy's own rules for them.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	hcm "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/network/http_connection_manager/v3"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/anypb"
	meshconfig "istio.io/api/mesh/v1alpha1"
	"istio.io/istio/pilot/pkg/config/kube/crd"
	"istio.io/istio/pilot/pkg/model"
	"istio.io/istio/pilot/test/xds"
	"istio.io/istio/pkg/config"
	"istio.io/istio/pkg/config/constants"
	"istio.io/istio/pkg/config/mesh"
	"istio.io/istio/pkg/log"
	"istio.io/istio/pkg/test"
)

type question struct {
	// Objects of Istio, as YAML.
	Configs string
	// Services, pods and their endpoints, as YAML.
	Kubernetes string
	// Extension providers of the mesh.
	ExtensionProviders []json.RawMessage
	// Values of patches by EnvoyFilter that are filters.
	Filters []json.RawMessage
	// The pod whose proxy asks, and whether it is a gateway instead of a sidecar.
	Gateway   bool
	Namespace string
	Labels    map[string]string
	IP        string
}

type answer struct {
	Listeners []json.RawMessage `json:"listeners"`
	Clusters  []string          `json:"clusters"`
	// Clusters with all that a proxy is told of them.
	ClusterConfigs []json.RawMessage `json:"clusterConfigs"`
	Routes         []json.RawMessage `json:"routes"`
	Problems       []string          `json:"problems"`
}

// Defaults are part of what a sidecar gets: a filter that fails closed is one that does not say otherwise.
var printer = protojson.MarshalOptions{EmitDefaultValues: true}

func main() {
	log.FindScope("default").SetOutputLevel(log.NoneLevel)
	for _, scope := range log.Scopes() {
		scope.SetOutputLevel(log.NoneLevel)
	}
	if err := run(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(in io.Reader, out io.Writer) error {
	questions, answers := json.NewDecoder(in), json.NewEncoder(out)
	for questions.More() {
		var asked question
		if err := questions.Decode(&asked); err != nil {
			return err
		}
		given, err := answerTo(asked)
		if err != nil {
			return err
		}
		if err := answers.Encode(given); err != nil {
			return err
		}
	}
	return nil
}

func answerTo(asked question) (answer, error) {
	meshConfig := mesh.DefaultMeshConfig()
	for _, raw := range asked.ExtensionProviders {
		provider := &meshconfig.MeshConfig_ExtensionProvider{}
		if err := protojson.Unmarshal(raw, provider); err != nil {
			return answer{}, fmt.Errorf("extension provider: %w", err)
		}
		meshConfig.ExtensionProviders = append(meshConfig.ExtensionProviders, provider)
	}
	given := answer{Problems: []string{}}
	for _, raw := range asked.Filters {
		if err := checkFilter(raw); err != nil {
			given.Problems = append(given.Problems, err.Error())
		}
	}
	configs, err := configsOf(asked.Configs)
	if err != nil {
		return answer{}, err
	}
	err = test.Wrap(func(t test.Failer) {
		server := xds.NewFakeDiscoveryServer(t, xds.FakeOptions{
			Configs:                    configs,
			KubernetesObjectString:     asked.Kubernetes,
			MeshConfig:                 meshConfig,
			DisableSecretAuthorization: true,
		})
		kind := model.SidecarProxy
		if asked.Gateway {
			kind = model.Router
		}
		proxy := server.SetupProxy(&model.Proxy{
			Type:            kind,
			ID:              "replica." + asked.Namespace,
			ConfigNamespace: asked.Namespace,
			IPAddresses:     []string{asked.IP},
			Labels:          asked.Labels,
			Metadata: &model.NodeMetadata{
				ClusterID:    constants.DefaultClusterName,
				Namespace:    asked.Namespace,
				Labels:       asked.Labels,
				IstioVersion: "1.29.0",
			},
		})
		for _, made := range server.Listeners(proxy) {
			given.Listeners = append(given.Listeners, marshal(t, made))
		}
		for _, made := range server.Routes(proxy) {
			given.Routes = append(given.Routes, marshal(t, made))
		}
		for _, made := range server.Clusters(proxy) {
			given.Clusters = append(given.Clusters, made.Name)
			given.ClusterConfigs = append(given.ClusterConfigs, marshal(t, made))
		}
	})
	return given, err
}

// configsOf reads objects as a control plane reads them from a cluster: names without dots are completed by its domain, and
// all objects have one age.
func configsOf(text string) ([]config.Config, error) {
	configs, _, err := crd.ParseInputs(text)
	if err != nil {
		return nil, fmt.Errorf("objects of Istio: %w", err)
	}
	created := time.Now()
	for index := range configs {
		configs[index].Domain = constants.DefaultClusterLocalDomain
		configs[index].CreationTimestamp = created
	}
	return configs, nil
}

func marshal(t test.Failer, message proto.Message) json.RawMessage {
	raw, err := printer.Marshal(message)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func checkFilter(raw json.RawMessage) error {
	filter := &hcm.HttpFilter{}
	if err := protojson.Unmarshal(raw, filter); err != nil {
		return err
	}
	return checkMessage(filter.ProtoReflect())
}

// checkMessage holds a message, and those that it wraps, against the rules that Envoy states in their definitions.
func checkMessage(message protoreflect.Message) error {
	var problems []error
	if wrapped, ok := message.Interface().(*anypb.Any); ok {
		inner, err := wrapped.UnmarshalNew()
		if err != nil {
			return err
		}
		return checkMessage(inner.ProtoReflect())
	}
	if validated, ok := message.Interface().(interface{ ValidateAll() error }); ok {
		problems = append(problems, validated.ValidateAll())
	}
	message.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		switch {
		case field.IsMap() || field.Message() == nil:
		case field.IsList():
			for i := range value.List().Len() {
				problems = append(problems, checkMessage(value.List().Get(i).Message()))
			}
		default:
			problems = append(problems, checkMessage(value.Message()))
		}
		return true
	})
	return errors.Join(problems...)
}
