package main

import (
	"os"
	"os/exec"
	"strings"
	"text/template"
)

// Handlers of sandboxes that ACK and Kata bring; what they isolate is not judged here, so that runc stands in for them.
var handlers = []string{"runc", "runv", "kata-qemu-nvidia-gpu", "runsc"}

var configurations = map[string]string{
	"containerd-2.toml": `version = 3
root = "{{.Dir}}/containerd"
state = "/run/containerd"
[grpc]
address = "{{.Dir}}/containerd.sock"
[plugins."io.containerd.cri.v1.images".pinned_images]
sandbox = "judge.invalid/pause:1"
[plugins."io.containerd.cri.v1.runtime"]
disable_apparmor = true
restrict_oom_score_adj = true
[plugins."io.containerd.cri.v1.runtime".cni]
bin_dirs = ["{{.Dir}}/cni-bin", "/usr/lib/cni"]
conf_dir = "{{.Dir}}/cni"
{{range .Handlers}}[plugins."io.containerd.cri.v1.runtime".containerd.runtimes."{{.}}"]
runtime_type = "io.containerd.runc.v2"
[plugins."io.containerd.cri.v1.runtime".containerd.runtimes."{{.}}".options]
SystemdCgroup = false
{{end}}`,
	"containerd-1.toml": `version = 2
root = "{{.Dir}}/containerd"
state = "/run/containerd"
[grpc]
address = "{{.Dir}}/containerd.sock"
[plugins."io.containerd.grpc.v1.cri"]
sandbox_image = "judge.invalid/pause:1"
disable_apparmor = true
restrict_oom_score_adj = true
[plugins."io.containerd.grpc.v1.cri".cni]
bin_dir = "/usr/lib/cni"
conf_dir = "{{.Dir}}/cni"
{{range .Handlers}}[plugins."io.containerd.grpc.v1.cri".containerd.runtimes."{{.}}"]
runtime_type = "io.containerd.runc.v2"
[plugins."io.containerd.grpc.v1.cri".containerd.runtimes."{{.}}".options]
SystemdCgroup = false
{{end}}`,
	"cni/10-pods.conflist": `{"cniVersion": "0.4.0", "name": "pods", "plugins": [{"type": "ptp", "ipMasq": false,
"ipam": {"type": "host-local", "ranges": [[{"subnet": "{{.Pods}}"}]], "routes": [{"dst": "0.0.0.0/0"}]}}]}
`,
	"kubelet.yaml": `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
address: {{.Address}}
authentication:
  anonymous: {enabled: false}
  webhook: {enabled: false}
  x509: {clientCAFile: {{.Dir}}/control-plane/ca.crt}
authorization: {mode: AlwaysAllow}
cgroupDriver: cgroupfs
cgroupRoot: /{{.Cgroup}}
clusterDNS: [{{.DNS}}]
clusterDomain: cluster.local
containerRuntimeEndpoint: unix://{{.Dir}}/containerd.sock
evictionHard: {memory.available: 100Mi}
failCgroupV1: false
failSwapOn: false
healthzPort: 0
maxPods: 200
resolvConf: ""
`,
	"kube-proxy.yaml": `apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
bindAddress: 127.0.0.1
clusterCIDR: {{.Pods}}
clientConnection: {kubeconfig: {{.Dir}}/control-plane/kube-proxy.kubeconfig}
conntrack: {maxPerCore: 0}
hostnameOverride: {{.Node}}
mode: iptables
iptables: {minSyncPeriod: 0s, syncPeriod: 10s}
`,
}

func (m machine) writeConfigurations() error {
	if err := os.MkdirAll(m.path("cni"), 0o755); err != nil {
		return err
	}
	values := map[string]any{
		"Dir": m.dir, "Cgroup": m.cgroup(), "Handlers": handlers, "Pods": podRange, "Address": nodeAddress,
		"DNS": dnsService, "Node": nodeName,
	}
	for name, text := range configurations {
		file, err := os.Create(m.path(name))
		if err != nil {
			return err
		}
		defer file.Close()
		if err := template.Must(template.New(name).Parse(text)).Execute(file, values); err != nil {
			return err
		}
	}
	return nil
}

// containerdConfiguration is the file in the form that this release of containerd reads.
func (m machine) containerdConfiguration() (string, error) {
	version, err := exec.Command(m.containerd, "--version").Output()
	if err != nil {
		return "", err
	}
	if strings.Contains(string(version), " 1.") {
		return m.path("containerd-1.toml"), nil
	}
	return m.path("containerd-2.toml"), nil
}
