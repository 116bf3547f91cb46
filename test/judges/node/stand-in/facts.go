package main

import (
	"os"
	"path/filepath"
	"strings"
)

// facts are what the kernel says of the main process of the container, and in which folders a file can be made.
func facts(folders []string) map[string]any {
	status := map[string]string{}
	text, err := os.ReadFile("/proc/1/status")
	if err != nil {
		return map[string]any{"error": err.Error()}
	}
	for line := range strings.Lines(string(text)) {
		name, value, _ := strings.Cut(line, ":")
		switch name {
		case "Uid", "Gid", "Groups", "CapEff", "CapPrm", "CapBnd", "NoNewPrivs", "Seccomp":
			status[name] = strings.Join(strings.Fields(value), " ")
		}
	}
	writable := map[string]bool{}
	for _, folder := range folders {
		path := filepath.Join(folder, ".written-by-the-judge")
		err := os.WriteFile(path, nil, 0o600)
		writable[folder] = err == nil
		if err == nil {
			_ = os.Remove(path)
		}
	}
	memory, err := os.ReadFile("/sys/fs/cgroup/memory/memory.limit_in_bytes")
	if err != nil {
		return map[string]any{"error": err.Error()}
	}
	_, tokenErr := os.Stat("/var/run/secrets/kubernetes.io/serviceaccount/token")
	return map[string]any{
		"status": status, "writable": writable, "token": tokenErr == nil, "memory": strings.TrimSpace(string(memory)),
	}
}
