package main

import (
	"context"
	"fmt"
	"os"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
)

// join waits until the node is ready, and starts what enforces network policies on it.
func (m machine) join(ctx context.Context, ended chan error) error {
	config, err := clientcmd.BuildConfigFromFlags("", m.kubeconfig("admin"))
	if err != nil {
		return err
	}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	nodes := client.CoreV1().Nodes()
	deadline := time.After(startTimeout)
	for {
		node, err := nodes.Get(ctx, nodeName, metav1.GetOptions{})
		if err == nil && isReady(node) {
			break
		}
		select {
		case err := <-ended:
			return err
		case <-deadline:
			return fmt.Errorf("the node is not ready after %s, see %s", startTimeout, m.path("kubelet.log"))
		case <-time.After(200 * time.Millisecond):
		}
	}
	// kube-router wants to know it; who gives addresses here is the CNI plug-in
	patch := fmt.Sprintf(`{"spec":{"podCIDR":%q,"podCIDRs":[%q]}}`, podRange, podRange)
	if _, err := nodes.Patch(ctx, nodeName, types.StrategicMergePatchType, []byte(patch), metav1.PatchOptions{}); err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	return m.start("network-policy", ended, self, "network-policy", m.kubeconfig("admin"), nodeName, services)
}

func isReady(node *corev1.Node) bool {
	for _, condition := range node.Status.Conditions {
		if condition.Type == corev1.NodeReady {
			return condition.Status == corev1.ConditionTrue
		}
	}
	return false
}
