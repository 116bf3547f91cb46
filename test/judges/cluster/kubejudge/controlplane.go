package main

import (
	_ "embed"
	"fmt"
	"net"
	"os"
	"path/filepath"

	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"
)

// auditPolicy is what ACK configures: reads of Secrets and ConfigMaps without their content, everything else with it.
//
//go:embed audit-policy.yaml
var auditPolicy []byte

// controlPlane is where one control plane keeps its state and listens.
type controlPlane struct {
	dir     string
	etcd    string
	apiPort int
	// address at which nodes reach the API server; empty where there is none
	address string
}

// services is the range of their addresses; the first is that of the API server.
const (
	services   = "10.96.0.0/16"
	apiService = "10.96.0.1"
)

// node is the name of the only node that may register.
const node = "judge"

func (p controlPlane) path(name string) string { return filepath.Join(p.dir, name) }

func (p controlPlane) kubeconfig(user string) string { return p.path(user + ".kubeconfig") }

// prepare writes keys, certificates, kubeconfigs and the audit policy.
func (p controlPlane) prepare() error {
	if err := os.MkdirAll(p.dir, 0o700); err != nil {
		return err
	}
	ca, err := newAuthority(p.dir)
	if err != nil {
		return err
	}
	if p.address != "" {
		ca.addresses = append(ca.addresses, net.ParseIP(p.address), net.ParseIP(apiService))
	}
	if err := ca.issue("server", "kube-apiserver"); err != nil {
		return err
	}
	users := map[string][]string{
		"admin":                   {"kubernetes-admin", "system:masters"},
		"kube-controller-manager": {"system:kube-controller-manager"},
		"kube-scheduler":          {"system:kube-scheduler"},
		"kube-proxy":              {"system:kube-proxy"},
		"kubelet":                 {"system:node:" + node, "system:nodes"},
	}
	for file, identity := range users {
		if err := ca.issue(file, identity[0], identity[1:]...); err != nil {
			return err
		}
		if err := p.writeKubeconfig(file); err != nil {
			return err
		}
	}
	if err := os.WriteFile(p.path("audit-policy.yaml"), auditPolicy, 0o600); err != nil {
		return err
	}
	return writeServiceAccountKey(p.path("service-accounts.key"))
}

func (p controlPlane) writeKubeconfig(user string) error {
	config := clientcmdapi.NewConfig()
	config.Clusters["judge"] = &clientcmdapi.Cluster{
		Server:               fmt.Sprintf("https://127.0.0.1:%d", p.apiPort),
		CertificateAuthority: p.path("ca.crt"),
	}
	config.AuthInfos[user] = &clientcmdapi.AuthInfo{
		ClientCertificate: p.path(user + ".crt"),
		ClientKey:         p.path(user + ".key"),
	}
	config.Contexts["judge"] = &clientcmdapi.Context{Cluster: "judge", AuthInfo: user}
	config.CurrentContext = "judge"
	return clientcmd.WriteToFile(*config, p.kubeconfig(user))
}

func (p controlPlane) etcdArgs() []string { return []string{"etcd", p.path("etcd"), p.etcd} }

func (p controlPlane) apiServerArgs() []string {
	args := []string{
		"kube-apiserver",
		"--etcd-servers=" + p.etcd,
		"--bind-address=" + p.listens(),
		fmt.Sprintf("--secure-port=%d", p.apiPort),
		"--tls-cert-file=" + p.path("server.crt"),
		"--tls-private-key-file=" + p.path("server.key"),
		"--client-ca-file=" + p.path("ca.crt"),
		"--authorization-mode=Node,RBAC",
		// as on ACK: without it the server refuses privileged containers by itself, and Pod Security is never asked
		"--allow-privileged=true",
		"--service-cluster-ip-range=" + services,
		"--service-account-issuer=https://kubernetes.default.svc",
		"--service-account-key-file=" + p.path("service-accounts.key"),
		"--service-account-signing-key-file=" + p.path("service-accounts.key"),
		"--audit-policy-file=" + p.path("audit-policy.yaml"),
		"--audit-log-path=" + p.path("audit.log"),
	}
	if p.address != "" {
		args = append(args,
			"--advertise-address="+p.address,
			"--kubelet-client-certificate="+p.path("admin.crt"),
			"--kubelet-client-key="+p.path("admin.key"),
			"--kubelet-preferred-address-types=InternalIP",
		)
	}
	return args
}

func (p controlPlane) listens() string {
	if p.address == "" {
		return "127.0.0.1"
	}
	return "0.0.0.0"
}

func (p controlPlane) controllerManagerArgs() []string {
	return []string{
		"kube-controller-manager",
		"--kubeconfig=" + p.kubeconfig("kube-controller-manager"),
		"--secure-port=0",
		"--leader-elect=false",
		// the default of 20 requests a second is for clusters that others share
		"--kube-api-qps=200",
		"--kube-api-burst=400",
		"--use-service-account-credentials=true",
		"--service-account-private-key-file=" + p.path("service-accounts.key"),
		"--root-ca-file=" + p.path("ca.crt"),
	}
}
