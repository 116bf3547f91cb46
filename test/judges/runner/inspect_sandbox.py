"""Prints, as JSON, what a container's process may do: python3 inspect_sandbox.py <largest file to write, by mount path>."""

import errno
import getpass
import json
import os
import socket
import sys

KERNEL = ["/proc", "/sys"]


def status():
    with open("/proc/self/status") as file:
        return dict(line.rstrip("\n").split(":\t", 1) for line in file if ":\t" in line)


def writable_directories():
    """Every directory that can be written to, without those within it."""
    found = []
    for path, names, _ in os.walk("/"):
        if os.access(path, os.W_OK):
            found.append(path)
            names.clear()
        names[:] = [name for name in names if os.path.join(path, name) not in KERNEL]
    return sorted(found)


def error_of(action):
    try:
        action()
    except OSError as error:
        return errno.errorcode[error.errno]
    except KeyError:
        return "KeyError"
    return None


def create(directory):
    path = os.path.join(directory, "written-outside-the-contract")
    open(path, "w").close()
    os.remove(path)


def overfill(directory, size):
    path = os.path.join(directory, "too-large")
    with open(path, "w") as file:
        try:
            os.posix_fallocate(file.fileno(), 0, size + 1)
        finally:
            os.remove(path)


def user_without_environment():
    for name in ["LOGNAME", "USER", "LNAME", "USERNAME"]:
        os.environ.pop(name, None)
    getpass.getuser()


sizes = json.loads(sys.argv[1])
own = status()
print(
    json.dumps(
        {
            "uid": os.getuid(),
            "gid": os.getgid(),
            "noNewPrivileges": own["NoNewPrivs"] == "1",
            "capabilities": sorted({own[name] for name in ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"]}),
            "interfaces": [name for _, name in socket.if_nameindex()],
            "processes": sorted(int(name) for name in os.listdir("/proc") if name.isdigit()),
            "writable": writable_directories(),
            "outside": {path: error_of(lambda: create(path)) for path in ["/", "/etc", "/usr", "/dev", "/sys"]},
            "overfilled": {path: error_of(lambda: overfill(path, size)) for path, size in sizes.items()},
            "userWithoutEnvironment": error_of(user_without_environment),
        }
    )
)
