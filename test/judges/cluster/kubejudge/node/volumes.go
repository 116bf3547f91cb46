package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"

	"github.com/container-storage-interface/spec/lib/go/csi"
	"golang.org/x/sys/unix"
	"google.golang.org/grpc"
	registration "k8s.io/kubelet/pkg/apis/pluginregistration/v1"
)

const kubeletDir = "/var/lib/kubelet"

// publishVolumes serves CSI drivers until the context ends. A volume is a folder of this machine with the folders that pods
// mount of it, in each a file that says which volume it is.
func publishVolumes(ctx context.Context, root string, folders, drivers []string) error {
	for _, name := range drivers {
		driver := &driver{name: name, root: filepath.Join(root, name), folders: append([]string{""}, folders...)}
		driver.socket = filepath.Join(kubeletDir, "plugins", name, "csi.sock")
		if err := driver.serve(); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	<-ctx.Done()
	return nil
}

type driver struct {
	csi.UnimplementedIdentityServer
	csi.UnimplementedNodeServer
	registration.UnimplementedRegistrationServer
	name, root, socket string
	folders            []string
}

func (d *driver) serve() error {
	if err := serveSocket(d.socket, func(server *grpc.Server) {
		csi.RegisterIdentityServer(server, d)
		csi.RegisterNodeServer(server, d)
	}); err != nil {
		return err
	}
	return serveSocket(filepath.Join(kubeletDir, "plugins_registry", d.name+"-reg.sock"), func(server *grpc.Server) {
		registration.RegisterRegistrationServer(server, d)
	})
}

func serveSocket(path string, register func(*grpc.Server)) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return err
	}
	listener, err := net.Listen("unix", path)
	if err != nil {
		return err
	}
	server := grpc.NewServer()
	register(server)
	go func() { _ = server.Serve(listener) }()
	return nil
}

func (d *driver) GetInfo(context.Context, *registration.InfoRequest) (*registration.PluginInfo, error) {
	return &registration.PluginInfo{
		Type: registration.CSIPlugin, Name: d.name, Endpoint: d.socket, SupportedVersions: []string{"1.0.0"},
	}, nil
}

func (d *driver) NotifyRegistrationStatus(
	_ context.Context, status *registration.RegistrationStatus,
) (*registration.RegistrationStatusResponse, error) {
	if !status.PluginRegistered {
		fmt.Fprintf(os.Stderr, "%s is not registered: %s\n", d.name, status.Error)
	}
	return &registration.RegistrationStatusResponse{}, nil
}

func (d *driver) GetPluginInfo(context.Context, *csi.GetPluginInfoRequest) (*csi.GetPluginInfoResponse, error) {
	return &csi.GetPluginInfoResponse{Name: d.name, VendorVersion: "judge"}, nil
}

func (d *driver) Probe(context.Context, *csi.ProbeRequest) (*csi.ProbeResponse, error) {
	return &csi.ProbeResponse{}, nil
}

func (d *driver) NodeGetInfo(context.Context, *csi.NodeGetInfoRequest) (*csi.NodeGetInfoResponse, error) {
	return &csi.NodeGetInfoResponse{NodeId: nodeName}, nil
}

func (d *driver) NodeGetCapabilities(
	context.Context, *csi.NodeGetCapabilitiesRequest,
) (*csi.NodeGetCapabilitiesResponse, error) {
	return &csi.NodeGetCapabilitiesResponse{}, nil
}

func (d *driver) NodePublishVolume(
	_ context.Context, request *csi.NodePublishVolumeRequest,
) (*csi.NodePublishVolumeResponse, error) {
	source := filepath.Join(d.root, strings.ReplaceAll(request.VolumeId, "/", "_"))
	folders := d.folders
	if isFilled(source) {
		folders = nil
	}
	for _, folder := range folders {
		about, err := json.Marshal(map[string]any{
			"volume": request.VolumeId, "attributes": request.VolumeContext, "folder": folder,
		})
		if err != nil {
			return nil, err
		}
		path := filepath.Join(source, folder)
		if err := os.MkdirAll(path, 0o777); err != nil {
			return nil, err
		}
		if err := os.Chmod(path, 0o777); err != nil { // whatever the umask: a Job writes as the user that its manifest names
			return nil, err
		}
		if err := os.WriteFile(filepath.Join(path, aboutFile), about, 0o644); err != nil {
			return nil, err
		}
	}
	if err := os.MkdirAll(request.TargetPath, 0o750); err != nil {
		return nil, err
	}
	if err := unix.Mount(source, request.TargetPath, "", unix.MS_BIND, ""); err != nil {
		return nil, err
	}
	if request.Readonly {
		if err := unix.Mount("", request.TargetPath, "", unix.MS_BIND|unix.MS_REMOUNT|unix.MS_RDONLY, ""); err != nil {
			return nil, err
		}
	}
	return &csi.NodePublishVolumeResponse{}, nil
}

// aboutFile says which volume its folder is of.
const aboutFile = "volume.json"

// isFilled is whether somebody else has made the folder of a volume, which then stays as it is.
func isFilled(source string) bool {
	_, err := os.Stat(source)
	_, aboutErr := os.Stat(filepath.Join(source, aboutFile))
	return err == nil && aboutErr != nil
}

func (d *driver) NodeUnpublishVolume(
	_ context.Context, request *csi.NodeUnpublishVolumeRequest,
) (*csi.NodeUnpublishVolumeResponse, error) {
	if err := unix.Unmount(request.TargetPath, 0); err != nil && !os.IsNotExist(err) && err != unix.EINVAL {
		return nil, err
	}
	return &csi.NodeUnpublishVolumeResponse{}, os.RemoveAll(request.TargetPath)
}
