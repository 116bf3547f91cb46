package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"

	"golang.org/x/sys/unix"
)

// Size that the node says it has, so that pods get what manifests ask for and not less. What they may use is bounded by the
// cgroup of the whole node.
const (
	cores       = 256
	memoryKiB   = 1 << 30
	diskBytes   = "2t"
	memoryLimit = 10 << 30
)

// controllers of cgroup v1 that the kubelet asks for; each is a tree of its own.
var controllers = []string{"cpu", "cpuacct", "cpuset", "memory", "devices", "freezer", "blkio", "pids", "systemd"}

// cgroup of the node in each of them, named after its folder.
func (m machine) cgroup() string { return filepath.Base(m.dir) }

// enterCgroup makes a cgroup for the node, bounds its memory, and puts this process and so all that follow into it.
func (m machine) enterCgroup() error {
	for _, controller := range controllers {
		root := filepath.Join("/sys/fs/cgroup", controller)
		own := filepath.Join(root, m.cgroup())
		system := filepath.Join(own, "system")
		if err := os.MkdirAll(system, 0o755); err != nil {
			return err
		}
		if controller == "cpuset" {
			for _, file := range []string{"cpuset.cpus", "cpuset.mems"} {
				value, err := os.ReadFile(filepath.Join(root, file))
				if err != nil {
					return err
				}
				for _, folder := range []string{own, system} {
					if err := os.WriteFile(filepath.Join(folder, file), value, 0o644); err != nil {
						return err
					}
				}
			}
		}
		if controller == "memory" {
			limit := []byte(strconv.Itoa(memoryLimit))
			if err := os.WriteFile(filepath.Join(own, "memory.limit_in_bytes"), limit, 0o644); err != nil {
				return err
			}
		}
		if err := os.WriteFile(filepath.Join(system, "cgroup.procs"), []byte("1"), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// mountOwn puts folders of the node where its programs have paths that cannot be set.
func (m machine) mountOwn() error {
	for _, target := range []string{"/var/lib", "/var/log"} {
		source := m.path("root", target)
		if err := os.MkdirAll(source, 0o755); err != nil {
			return err
		}
		if err := unix.Mount(source, target, "", unix.MS_BIND, ""); err != nil {
			return fmt.Errorf("%s: %w", target, err)
		}
	}
	if err := tmpfs("/run", "64m"); err != nil {
		return err
	}
	if err := os.MkdirAll("/var/lib/kubelet", 0o755); err != nil {
		return err
	}
	return tmpfs("/var/lib/kubelet", diskBytes)
}

// pretendSize shows the kubelet a larger machine where it looks for its size.
func (m machine) pretendSize() error {
	meminfo := m.path("meminfo")
	text := fmt.Sprintf("MemTotal: %d kB\nMemFree: %d kB\nMemAvailable: %d kB\nSwapTotal: 0 kB\n", memoryKiB, memoryKiB, memoryKiB)
	if err := os.WriteFile(meminfo, []byte(text), 0o644); err != nil {
		return err
	}
	if err := unix.Mount(meminfo, "/proc/meminfo", "", unix.MS_BIND, ""); err != nil {
		return err
	}
	return pretendCores()
}

// pretendCores lists the cores of this machine once for each of many NUMA nodes: their number is what the kubelet counts, and
// their names are those that cgroups know.
func pretendCores() error {
	const nodes = "/sys/devices/system/node"
	real := runtime.NumCPU()
	if err := tmpfs(nodes, "16m"); err != nil {
		return err
	}
	for number := range cores / real {
		node := filepath.Join(nodes, fmt.Sprintf("node%d", number))
		files := map[string]string{
			"meminfo":  fmt.Sprintf("Node %d MemTotal: %d kB\n", number, memoryKiB*real/cores),
			"distance": "10\n",
		}
		for core := range real {
			topology := fmt.Sprintf("cpu%d/topology/", core)
			files[topology+"core_id"] = strconv.Itoa(core)
			files[topology+"physical_package_id"] = "0"
		}
		if err := os.MkdirAll(filepath.Join(node, "hugepages"), 0o755); err != nil {
			return err
		}
		for name, text := range files {
			path := filepath.Join(node, name)
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				return err
			}
			if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}

func tmpfs(target, size string) error {
	if err := unix.Mount("tmpfs", target, "tmpfs", 0, "mode=755,size="+size); err != nil {
		return fmt.Errorf("%s: %w", target, err)
	}
	return nil
}
