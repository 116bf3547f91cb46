package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
)

// serve runs a control plane, says "ready <kubeconfig>", restarts the API server on SIGHUP, and stops on SIGTERM or when its
// standard input ends.
func serve(args []string) error {
	flags := flag.NewFlagSet("serve", flag.ExitOnError)
	dir := flags.String("dir", "", "folder for keys, state and logs; made if it is not there")
	address := flags.String("address", "", "address at which pods and kubelet reach the API server (default: loopback only)")
	port := flags.Int("port", 0, "port of the API server (default: a free one)")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *dir == "" {
		return fmt.Errorf("no state folder: add --dir <state dir>")
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		stop()
	}()

	ports, err := freePorts(2)
	if err != nil {
		return err
	}
	if *port == 0 {
		*port = ports[1]
	}
	plane := controlPlane{
		dir: *dir, address: *address, etcd: fmt.Sprintf("http://127.0.0.1:%d", ports[0]), apiPort: *port,
	}
	if err := plane.prepare(); err != nil {
		return err
	}
	ended := make(chan error, 3)
	endEtcd, err := plane.start(plane.etcdArgs(), ended)
	if err != nil {
		return err
	}
	defer endEtcd()
	// It waits for etcd. The controller manager waits for it, too, but ends if that takes long, as it does on a busy machine.
	endAPIServer, err := plane.start(plane.apiServerArgs(), ended)
	if err != nil {
		return err
	}
	defer func() { endAPIServer() }()
	if err := plane.waitUntil(ctx, ended, serverReady); err != nil {
		return err
	}
	endControllers, err := plane.start(plane.controllerManagerArgs(), ended)
	if err != nil {
		return err
	}
	defer endControllers()
	if err := plane.waitUntil(ctx, ended, controllersReady); err != nil {
		return err
	}
	restart := make(chan os.Signal, 1)
	signal.Notify(restart, syscall.SIGHUP)
	fmt.Println("ready", plane.kubeconfig("admin"))
	for {
		select {
		case err := <-ended:
			return err
		case <-restart:
			endAPIServer()
			<-ended // it ended because it was told to
			if endAPIServer, err = plane.start(plane.apiServerArgs(), ended); err != nil {
				return err
			}
		case <-ctx.Done():
			return nil
		}
	}
}

// start runs a component of this binary with its output in <dir>/<component>.log, and returns how to end it.
func (p controlPlane) start(args []string, ended chan<- error) (end func(), err error) {
	log, err := os.Create(p.path(args[0] + ".log"))
	if err != nil {
		return nil, err
	}
	defer log.Close()
	binary, err := os.Executable()
	if err != nil {
		return nil, err
	}
	command := exec.Command(binary, args...)
	command.Stdout, command.Stderr = log, log
	stdin, err := command.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := command.Start(); err != nil {
		return nil, err
	}
	done := make(chan struct{})
	go func() {
		_ = command.Wait()
		ended <- fmt.Errorf("%s ended with %s, see %s", args[0], command.ProcessState, log.Name())
		close(done)
	}()
	return func() {
		_ = stdin.Close()
		<-done
	}, nil
}

// freePorts asks the kernel for ports that nothing listens on.
func freePorts(count int) ([]int, error) {
	ports := make([]int, count)
	for index := range ports {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		defer listener.Close()
		ports[index] = listener.Addr().(*net.TCPAddr).Port
	}
	return ports, nil
}
