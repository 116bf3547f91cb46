package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	corev1 "k8s.io/api/core/v1"
	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	"k8s.io/pod-security-admission/policy"
	kjson "sigs.k8s.io/json"
	"sigs.k8s.io/yaml"
)

// Found is a pod spec within a file: a map whose containers the types of Kubernetes read.
type Found struct {
	File string `json:"file"`
	Path string `json:"path"`
	Kind string `json:"kind"`
	// Names and images of its containers, which tell pods at one path of several documents apart.
	Containers []string `json:"containers"`
	Verdict
}

var manifest = regexp.MustCompile(`(?i)\.(ya?ml|json)$`)

// findPods writes a line for each pod of the objects in a folder, wherever in an object it is.
func findPods(folder string, evaluator policy.Evaluator, out io.Writer) error {
	encoder := json.NewEncoder(out)
	return filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !manifest.MatchString(path) {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return nil // a broken link
		}
		reader := utilyaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(content)))
		for {
			document, err := reader.Read()
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				return err
			}
			var object map[string]any
			if yaml.Unmarshal(document, &object) != nil {
				continue // templates; check names them as errors
			}
			kind, isObject := object["kind"].(string)
			if _, hasVersion := object["apiVersion"].(string); !isObject || !hasVersion {
				continue
			}
			walk(object, "", func(place string, spec map[string]any) {
				err = errors.Join(err, encoder.Encode(found(evaluator, path, place, kind, spec)))
			})
			if err != nil {
				return err
			}
		}
	})
}

func walk(value any, path string, onPod func(string, map[string]any)) {
	switch typed := value.(type) {
	case []any:
		for i, item := range typed {
			walk(item, fmt.Sprintf("%s[%d]", path, i), onPod)
		}
	case map[string]any:
		if isPodSpec(typed) {
			onPod(path, typed)
		}
		for field, inner := range typed {
			if path == "" {
				walk(inner, field, onPod)
			} else {
				walk(inner, path+"."+field, onPod)
			}
		}
	}
}

// isPodSpec says whether any of the containers of a map is one.
func isPodSpec(value map[string]any) bool {
	containers, _ := value["containers"].([]any)
	for _, item := range containers {
		if container, ok := item.(map[string]any); ok {
			if _, ok := container["image"].(string); ok {
				return true
			}
		}
	}
	return false
}

func found(evaluator policy.Evaluator, file, path, kind string, value map[string]any) Found {
	result := Found{File: file, Path: path, Kind: kind, Containers: []string{}}
	text, err := json.Marshal(value)
	if err != nil {
		result.Unreadable = err.Error()
		return result
	}
	var pod corev1.Pod
	// as the API server does: fields that a pod does not have are dropped
	if err := kjson.UnmarshalCaseSensitivePreserveInts(text, &pod.Spec); err != nil {
		result.Unreadable = err.Error()
		return result
	}
	for _, container := range pod.Spec.Containers {
		result.Containers = append(result.Containers, container.Name+" "+container.Image)
	}
	setDefaults(&pod)
	result.Verdict = verdictOnPod(evaluator, &pod)
	return result
}
