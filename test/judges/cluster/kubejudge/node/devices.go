package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	api "k8s.io/kubelet/pkg/apis/deviceplugin/v1beta1"
)

// advertise registers a device plug-in for each resource with the kubelet and serves it until the context ends. Its devices
// are names: the scheduler and the kubelet count them as they count real ones, and containers get nothing.
func advertise(ctx context.Context, resources []string) error {
	// it removes all other sockets beside its own when it starts
	for _, err := os.Stat(api.KubeletSocket); err != nil; _, err = os.Stat(api.KubeletSocket) {
		time.Sleep(100 * time.Millisecond)
	}
	for _, each := range resources {
		resource, text, _ := strings.Cut(each, "=")
		count, err := strconv.Atoi(text)
		if err != nil {
			return fmt.Errorf("%q is not <resource>=<count>", each)
		}
		if err := register(ctx, resource, count); err != nil {
			return fmt.Errorf("%s: %w", resource, err)
		}
	}
	fmt.Println("registered")
	<-ctx.Done()
	return nil
}

func register(ctx context.Context, resource string, count int) error {
	socket := strings.ReplaceAll(resource, "/", "_") + ".sock"
	listener, err := net.Listen("unix", filepath.Join(api.DevicePluginPath, socket))
	if err != nil {
		return err
	}
	server := grpc.NewServer()
	api.RegisterDevicePluginServer(server, &plugin{count: count})
	go func() { _ = server.Serve(listener) }()

	connection, err := grpc.NewClient("unix://"+api.KubeletSocket, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return err
	}
	defer connection.Close()
	request := &api.RegisterRequest{Version: api.Version, Endpoint: socket, ResourceName: resource}
	_, err = api.NewRegistrationClient(connection).Register(ctx, request, grpc.WaitForReady(true))
	return err
}

type plugin struct {
	api.UnimplementedDevicePluginServer
	count int
}

func (*plugin) GetDevicePluginOptions(context.Context, *api.Empty) (*api.DevicePluginOptions, error) {
	return &api.DevicePluginOptions{}, nil
}

func (p *plugin) ListAndWatch(_ *api.Empty, stream api.DevicePlugin_ListAndWatchServer) error {
	devices := make([]*api.Device, p.count)
	for index := range devices {
		devices[index] = &api.Device{ID: fmt.Sprintf("judge-%d", index), Health: api.Healthy}
	}
	if err := stream.Send(&api.ListAndWatchResponse{Devices: devices}); err != nil {
		return err
	}
	<-stream.Context().Done()
	return nil
}

func (*plugin) Allocate(_ context.Context, asked *api.AllocateRequest) (*api.AllocateResponse, error) {
	return &api.AllocateResponse{
		ContainerResponses: make([]*api.ContainerAllocateResponse, len(asked.ContainerRequests)),
	}, nil
}
