package main

import (
	"context"
	"fmt"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
)

const startTimeout = 3 * time.Minute

type check func(context.Context, kubernetes.Interface) error

// waitUntil waits until a check finds no fault.
func (p controlPlane) waitUntil(ctx context.Context, ended <-chan error, isReady check) error {
	config, err := clientcmd.BuildConfigFromFlags("", p.kubeconfig("admin"))
	if err != nil {
		return err
	}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	deadline := time.After(startTimeout)
	for {
		notReady := isReady(ctx, client)
		if notReady == nil {
			return nil
		}
		select {
		case err := <-ended:
			return err
		case <-ctx.Done():
			return ctx.Err()
		case <-deadline:
			return fmt.Errorf("not ready after %s, see the logs in %s: %w", startTimeout, p.dir, notReady)
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// serverReady tells whether the API server answers and has made the roles of the control plane.
func serverReady(ctx context.Context, client kubernetes.Interface) error {
	_, err := client.Discovery().RESTClient().Get().AbsPath("/readyz").DoRaw(ctx)
	return err
}

// controllersReady tells whether the controllers have made what every namespace has.
func controllersReady(ctx context.Context, client kubernetes.Interface) error {
	if _, err := client.CoreV1().ConfigMaps("default").Get(ctx, "kube-root-ca.crt", metav1.GetOptions{}); err != nil {
		return err
	}
	_, err := client.CoreV1().ServiceAccounts("default").Get(ctx, "default", metav1.GetOptions{})
	return err
}
