"""Runs a function in a process of its own, with limits of memory, processor time, files and processes.

A file that was made to harm a reader may make it take all memory; which of the limits ended it is an answer too.
The limit of processes does not hold for root, as which no judge runs this: `support/python.ts`.
"""

import json
import os
import resource
import signal
import sys

MEMORY = 1024 * 1024 * 1024
SECONDS = 20
FILE_SIZE = 64 * 1024 * 1024


class Exhausted(Exception):
    """A limit ended the function before it could answer."""


def call(function, *arguments):
    """What the function returns, which must be JSON. Raises Exhausted with the limit that ended it."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _answer(writer, function, arguments)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        answer = stream.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        raise Exhausted(f"ended by {signal.Signals(os.WTERMSIG(status)).name}")
    kind, value = json.loads(answer or '["exhausted", "no answer"]')
    if kind == "exhausted":
        raise Exhausted(value)
    return value


def _answer(writer, function, arguments) -> None:
    """Never returns, so that nothing of the parent runs twice."""
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_SIZE, FILE_SIZE))
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
        signal.alarm(SECONDS * 3)
        answer = ["value", function(*arguments)]
    except MemoryError:
        answer = ["exhausted", "memory"]
    except BaseException as error:  # the parent must hear of whatever it is
        print(f"{function.__name__}: {type(error).__name__}: {error}", file=sys.stderr)
        answer = ["exhausted", type(error).__name__]
    os.write(writer, json.dumps(answer).encode())
    os._exit(0)
