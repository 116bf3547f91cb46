// Command psa judges pods by the Pod Security Standards with the library that the API server itself uses.
//
// It reads a JSON list of pods on stdin and writes, for each, what each level objects to at the given version
// (`latest` without an argument).
package main

import (
	"encoding/json"
	"fmt"
	"os"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

// Verdict lists what a level objects to; a pod without objections passes.
type Verdict struct {
	Baseline   []string `json:"baseline"`
	Restricted []string `json:"restricted"`
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	version := api.LatestVersion()
	if len(os.Args) > 1 {
		parsed, err := api.ParseVersion(os.Args[1])
		if err != nil {
			return err
		}
		version = parsed
	}
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	if err != nil {
		return err
	}
	var pods []corev1.Pod
	decoder := json.NewDecoder(os.Stdin)
	// a misspelt field would be judged as absent
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&pods); err != nil {
		return err
	}
	verdicts := make([]Verdict, len(pods))
	for i := range pods {
		setDefaults(&pods[i])
		objections := func(level api.Level) []string {
			return judge(evaluator, api.LevelVersion{Level: level, Version: version}, &pods[i])
		}
		verdicts[i] = Verdict{Baseline: objections(api.LevelBaseline), Restricted: objections(api.LevelRestricted)}
	}
	return json.NewEncoder(os.Stdout).Encode(verdicts)
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
