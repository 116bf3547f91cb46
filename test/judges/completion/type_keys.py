"""Types into a shell as a person does, on a terminal of its own: type_keys.py SHELL... ; keys come as JSON lines."""

import json
import os
import pty
import select
import sys
import time


def read_until_quiet(terminal, quiet, longest):
    """Reads until nothing comes for a while."""
    said, end = b"", time.monotonic() + longest
    while time.monotonic() < end:
        if not select.select([terminal], [], [], quiet)[0]:
            break
        try:
            said += os.read(terminal, 65536)
        except OSError:
            break
    return said


pid, terminal = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
read_until_quiet(terminal, 2, 20)
for line in sys.stdin:
    for keys in json.loads(line):
        os.write(terminal, keys.encode())
        sys.stderr.buffer.write(read_until_quiet(terminal, 3, 20))
os.write(terminal, b"exit\r")
read_until_quiet(terminal, 1, 5)
os.close(terminal)
