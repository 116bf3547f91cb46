package main

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
)

// undeclared is a port that no manifest names, on which every stand-in listens: where it does not answer, a policy is in force.
const undeclared = "9999"

// portsOf is where an engine with these arguments listens. An image whose program takes none says so in its environment.
func portsOf(args []string) []string {
	ports := []string{undeclared}
	for i, arg := range args {
		flag, value, joined := strings.Cut(arg, "=")
		if !joined && i+1 < len(args) {
			value = args[i+1]
		}
		switch flag {
		case "--port", "--http-port", "--grpc-port", "--metrics-port":
			ports = append(ports, value)
		}
	}
	if len(ports) == 1 {
		ports = append(ports, strings.Fields(os.Getenv("STAND_IN_PORTS"))...)
	}
	return ports
}

func serve(port string) error {
	return http.ListenAndServe(":"+port, http.HandlerFunc(answer))
}

// answer says who answers, and from which volumes it would serve.
func answer(response http.ResponseWriter, request *http.Request) {
	pod, _ := os.Hostname()
	volumes := map[string]json.RawMessage{}
	for _, pattern := range []string{"/models/*/volume.json", "/models/volume.json"} {
		found, _ := filepath.Glob(pattern)
		for _, path := range found {
			if text, err := os.ReadFile(path); err == nil {
				volumes[filepath.Dir(path)] = text
			}
		}
	}
	response.Header().Set("content-type", "application/json")
	_ = json.NewEncoder(response).Encode(map[string]any{
		"pod": pod, "method": request.Method, "path": request.URL.Path, "arguments": os.Args[1:], "volumes": volumes,
	})
}
