// Command psa judges pods by the Pod Security Standards with the library that the API server itself uses.
//
// It reads a JSON list of pods on stdin and writes, for each, what each level objects to at the newest version. With the
// name of a folder it does so for every pod of the manifests that it holds, one a line.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

// Verdict lists what a level objects to; a pod without objections passes. What is no pod is judged by nobody.
type Verdict struct {
	Baseline   []string `json:"baseline"`
	Restricted []string `json:"restricted"`
	Unreadable string   `json:"unreadable,omitempty"`
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	if err != nil {
		return err
	}
	if len(os.Args) > 1 {
		return findPods(os.Args[1], evaluator, os.Stdout)
	}
	var documents []json.RawMessage
	if err := json.NewDecoder(os.Stdin).Decode(&documents); err != nil {
		return err
	}
	verdicts := make([]Verdict, len(documents))
	for i, document := range documents {
		verdicts[i] = verdictOn(evaluator, document)
	}
	return json.NewEncoder(os.Stdout).Encode(verdicts)
}

func verdictOn(evaluator policy.Evaluator, document json.RawMessage) Verdict {
	var pod corev1.Pod
	decoder := json.NewDecoder(bytes.NewReader(document))
	// a misspelt field would be judged as absent
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&pod); err != nil {
		return Verdict{Unreadable: err.Error()}
	}
	setDefaults(&pod)
	return verdictOnPod(evaluator, &pod)
}

func verdictOnPod(evaluator policy.Evaluator, pod *corev1.Pod) Verdict {
	objections := func(level api.Level) []string {
		return judge(evaluator, api.LevelVersion{Level: level, Version: api.LatestVersion()}, pod)
	}
	return Verdict{Baseline: objections(api.LevelBaseline), Restricted: objections(api.LevelRestricted)}
}

func judge(evaluator policy.Evaluator, level api.LevelVersion, pod *corev1.Pod) []string {
	objections := []string{}
	for _, result := range evaluator.EvaluatePod(level, &pod.ObjectMeta, &pod.Spec) {
		if !result.Allowed {
			objections = append(objections, result.ForbiddenReason+": "+result.ForbiddenDetail)
		}
	}
	return objections
}

// setDefaults does what the API server does before it judges a pod, as far as a standard looks at it:
// a volume without a source is an emptyDir (k8s.io/kubernetes/pkg/apis/core/v1/defaults.go, SetDefaults_Volume).
func setDefaults(pod *corev1.Pod) {
	for i := range pod.Spec.Volumes {
		if pod.Spec.Volumes[i].VolumeSource == (corev1.VolumeSource{}) {
			pod.Spec.Volumes[i].EmptyDir = &corev1.EmptyDirVolumeSource{}
		}
	}
}
