package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// nodeName is the name for which kubejudge makes a certificate.
const nodeName = "judge"

const startTimeout = 3 * time.Minute

// machine is the node to be: where its files are, and which programs it runs.
type machine struct {
	dir        string
	kubejudge  string
	containerd string
	standIn    string
	images     string
	devices    string
	drivers    string
	folders    string
}

// up turns the namespaces in which it is the first process into a node, says "ready <kubeconfig>", and ends when its standard
// input does. The kernel then ends everything that runs in them: processes, mounts, interfaces.
func up(ctx context.Context, args []string) error {
	var m machine
	flags := flag.NewFlagSet("up", flag.ExitOnError)
	flags.StringVar(&m.dir, "dir", "", "folder for state and logs")
	flags.StringVar(&m.kubejudge, "kubejudge", "", "path of kubejudge")
	flags.StringVar(&m.containerd, "containerd", "", "path of containerd; its shim and ctr lie beside it or on the PATH")
	flags.StringVar(&m.standIn, "stand-in", "", "path of the program that answers outside the cluster")
	flags.StringVar(&m.images, "images", "", "archive of images")
	flags.StringVar(&m.devices, "devices", "", "<resource>=<count>, separated by commas")
	flags.StringVar(&m.drivers, "drivers", "", "names of CSI drivers, separated by commas")
	flags.StringVar(&m.folders, "folders", "", "folders of every volume, separated by commas")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if os.Getpid() != 1 {
		return fmt.Errorf("not the first process of its namespace: start it with unshare --mount --net --pid --fork --mount-proc")
	}
	if err := os.Setenv("PATH", filepath.Dir(m.containerd)+":"+os.Getenv("PATH")); err != nil {
		return err
	}
	ended := make(chan error, 16)
	for _, step := range []func(context.Context, chan error) error{m.prepare, m.startControlPlane, m.startNode, m.join} {
		if err := step(ctx, ended); err != nil {
			return err
		}
	}
	fmt.Println("ready", m.kubeconfig("admin"))
	closed := make(chan struct{})
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		close(closed)
	}()
	select {
	case err := <-ended:
		return err
	case <-closed:
	case <-ctx.Done():
	}
	return nil
}

func (m machine) path(parts ...string) string {
	return filepath.Join(append([]string{m.dir}, parts...)...)
}

func (m machine) kubeconfig(user string) string { return m.path("control-plane", user+".kubeconfig") }

func (m machine) prepare(context.Context, chan error) error {
	for _, step := range []func() error{m.enterCgroup, m.mountOwn, m.pretendSize, m.connect, m.writeConfigurations} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// startControlPlane starts what needs no node, and the container runtime beside it.
func (m machine) startControlPlane(ctx context.Context, ended chan error) error {
	world := []string{"ip", "netns", "exec", world, m.standIn, "world"}
	if err := m.start("world", ended, world...); err != nil {
		return err
	}
	configuration, err := m.containerdConfiguration()
	if err != nil {
		return err
	}
	if err := m.start("containerd", ended, m.containerd, "--config", configuration); err != nil {
		return err
	}
	plane := []string{m.kubejudge, "serve", "--dir", m.path("control-plane"), "--address", nodeAddress, "--port", apiServerPort}
	if err := m.start("control-plane", ended, plane...); err != nil {
		return err
	}
	if err := m.importImages(ctx); err != nil {
		return err
	}
	return m.waitFor(ctx, "control-plane", "ready ", ended)
}

func (m machine) startNode(_ context.Context, ended chan error) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	parts := map[string][]string{
		"kubelet": {
			m.kubejudge, "kubelet", "--config", m.path("kubelet.yaml"), "--kubeconfig", m.kubeconfig("kubelet"),
			"--hostname-override", nodeName, "--node-ip", nodeAddress,
		},
		"kube-scheduler": {
			m.kubejudge, "kube-scheduler", "--kubeconfig", m.kubeconfig("kube-scheduler"),
			"--leader-elect=false", "--secure-port=0",
		},
		"kube-proxy": {m.kubejudge, "kube-proxy", "--config", m.path("kube-proxy.yaml")},
		"csi":        append([]string{self, "volumes", m.path("volumes"), m.folders}, listOf(m.drivers)...),
		"devices":    append([]string{self, "devices"}, listOf(m.devices)...),
	}
	for name, command := range parts {
		if err := m.start(name, ended, command...); err != nil {
			return err
		}
	}
	return nil
}

// importImages waits for the container runtime, too.
func (m machine) importImages(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	var said []byte
	for ctx.Err() == nil {
		args := []string{"--address", m.path("containerd.sock"), "--namespace", "k8s.io", "images", "import", m.images}
		var err error
		if said, err = exec.CommandContext(ctx, "ctr", args...).CombinedOutput(); err == nil {
			return nil
		}
		time.Sleep(200 * time.Millisecond)
	}
	return fmt.Errorf("images are not imported, see %s: %s", m.path("containerd.log"), said)
}

// start runs a program with what it writes in <dir>/<name>.log.
func (m machine) start(name string, ended chan<- error, command ...string) error {
	log, err := os.Create(m.path(name + ".log"))
	if err != nil {
		return err
	}
	defer log.Close()
	process := exec.Command(command[0], command[1:]...)
	process.Stdout, process.Stderr = log, log
	// open as long as this process lives: parts end when it closes
	if _, err := process.StdinPipe(); err != nil {
		return err
	}
	if err := process.Start(); err != nil {
		return err
	}
	go func() {
		_ = process.Wait()
		ended <- fmt.Errorf("%s ended with %s, see %s", name, process.ProcessState, log.Name())
	}()
	return nil
}

// waitFor waits until the log of a part has a line that begins so, or a part has ended.
func (m machine) waitFor(ctx context.Context, name, start string, ended <-chan error) error {
	deadline := time.After(startTimeout)
	for {
		text, err := os.ReadFile(m.path(name + ".log"))
		if err != nil {
			return err
		}
		if strings.Contains("\n"+string(text), "\n"+start) {
			return nil
		}
		select {
		case err := <-ended:
			return err
		case <-ctx.Done():
			return ctx.Err()
		case <-deadline:
			return fmt.Errorf("%s did not say %q within %s, see %s", name, start, startTimeout, m.path(name+".log"))
		case <-time.After(100 * time.Millisecond):
		}
	}
}

func listOf(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, ",")
}
