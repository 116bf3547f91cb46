"""Writes pickles that run code, in many disguises, and says which of them other scanners detect.

Arguments: an empty directory, how many mutated ones, and the seed of the mutations. Writes answers.json: a list of
[path, scanners that detect it, scanners that could not answer within their limits].
"""

import bz2
import gzip
import io
import itertools
import json
import lzma
import pickle
import pickletools
import random
import re
import sys
import tarfile
import zipfile
import zlib
from pathlib import Path

import bounded
from fickling.analysis import Severity, check_safety
from fickling.fickle import Pickled
from picklescan.scanner import scan_file_path

ROOT = Path(sys.argv[1])
CALLS = [
    ("os", "system", ("true",)),
    ("posix", "system", ("true",)),
    ("builtins", "eval", ("1",)),
    ("builtins", "exec", ("pass",)),
    ("builtins", "__import__", ("os",)),
    ("builtins", "getattr", ("os", "system")),
    ("subprocess", "Popen", (["true"],)),
    ("subprocess", "check_output", (["true"],)),
    ("runpy", "run_path", ("x",)),
    ("socket", "create_connection", (("localhost", 1),)),
    ("shutil", "rmtree", ("/nowhere",)),
    ("pickle", "loads", (b"N.",)),
    ("importlib", "import_module", ("os",)),
    ("webbrowser", "open", ("x",)),
    ("code", "interact", ()),
    ("pty", "spawn", ("sh",)),
    ("ctypes", "CDLL", ("x",)),
    ("torch.hub", "load", ("x", "y")),
    ("numpy.testing._private.utils", "runstring", ("pass", {})),
    ("operator", "methodcaller", ("system", "true")),
]


def reduce(module: str, name: str, arguments: tuple, protocol: int) -> bytes:
    """A pickle that calls a function, whether or not it can be imported here."""
    stream = io.BytesIO()
    pickler = pickle._Pickler(stream, protocol)
    if protocol >= 2:
        stream.write(b"\x80" + bytes([protocol]))
    if protocol >= 4:
        pickler.save(module)
        pickler.save(name)
        pickler.write(b"\x93")
    else:
        pickler.write(f"c{module}\n{name}\n".encode())
    pickler.save(arguments)
    pickler.write(b"R.")
    return stream.getvalue()


def inst(module: str, name: str, arguments: tuple) -> bytes:
    stream = io.BytesIO()
    pickler = pickle._Pickler(stream, 0)
    pickler.write(b"(")
    for argument in arguments:
        pickler.save(argument)
    pickler.write(f"i{module}\n{name}\n.".encode())
    return stream.getvalue()


def packed(name: str, data: bytes, method: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.writestr(name, data)
    return stream.getvalue()


def tarred(data: bytes, mode: str) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:
        entry = tarfile.TarInfo("data.pkl")
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))
    return stream.getvalue()


DISGUISES = {
    "plain": lambda data: data,
    "optimized": lambda data: pickletools.optimize(data),
    "after-another": lambda data: pickle.dumps(1, 2) + data,
    "after-a-text": lambda data: b"I1\n." + data,
    "in-a-list": lambda data: b"(lp99\n" + data.lstrip(b"\x80\x02\x03\x04\x05")[:-1] + b"a.",
    "broken": lambda data: data[:-1] + b"\xff",
    "without-end": lambda data: data[:-1],
    "torch-zip": lambda data: packed("archive/data.pkl", data, zipfile.ZIP_STORED),
    "deflated-zip": lambda data: packed("data.pkl", data, zipfile.ZIP_DEFLATED),
    "bzip2-zip": lambda data: packed("data.pkl", data, zipfile.ZIP_BZIP2),
    "lzma-zip": lambda data: packed("data.pkl", data, zipfile.ZIP_LZMA),
    "zip-in-zip": lambda data: packed("a.zip", packed("data.pkl", data, zipfile.ZIP_STORED), zipfile.ZIP_STORED),
    "zip-after-text": lambda data: b"hello " + packed("data.pkl", data, zipfile.ZIP_STORED),
    "tar": lambda data: tarred(data, "w"),
    "tar-gz": lambda data: tarred(data, "w:gz"),
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "lzma": lambda data: lzma.compress(data, lzma.FORMAT_ALONE),
    "xz": lzma.compress,
    "zlib": zlib.compress,
}
NAMES = ["model.safetensors", "model.bin", "model.pkl", "config.json", "notes.txt", "vocab"]


# Python finds a module by the name of its file, and no package has one with these characters; sentences do have them.
IMPORTABLE = re.compile(r"[^\s=#]+ [^\s=#]+", re.ASCII)


class Called(Exception):
    """Raised in place of a call of what a pickle imported."""


class Imported:
    def __new__(cls, *arguments, **names):
        raise Called

    def __setstate__(self, state):
        raise Called


def calls(unpickler: type, data: bytes) -> bool:
    """Whether Python's own machine would call what the pickle imports."""

    class Recorder(unpickler):
        def find_class(self, module, name):
            if not module or not name:
                raise ImportError
            return Imported

    try:
        Recorder(io.BytesIO(data)).load()
    except Called:
        return True
    except MemoryError:
        raise  # on a larger machine it might go on and call
    except Exception:  # whatever else a broken pickle makes it raise
        return False
    return False


def looks_up(data: bytes) -> bool:
    """Whether either machine of Python looks up a name; without one, all that it can call is a text or another value."""
    found = []

    def find(module, name):
        found.append(name)
        return Imported

    for unpickler in (pickle.Unpickler, pickle._Unpickler):
        recorder = type("Recorder", (unpickler,), {"find_class": lambda self, *names: find(*names)})
        stream = io.BytesIO(data)
        try:
            while True:  # another pickle may follow
                recorder(stream).load()
        except MemoryError:
            if unpickler is pickle._Unpickler:  # the memo of that in C grows with its largest index
                raise
        except Exception:  # the end, or whatever else a broken pickle makes it raise
            pass
    return found != []


def picklescan_detects(path: str, data: bytes) -> bool:
    try:
        return scan_file_path(path).issues_count > 0
    except MemoryError:
        raise
    except Exception:  # picklescan fails on some broken ones
        return False


def fickling_detects(path: str, data: bytes) -> bool:
    try:
        results = check_safety(Pickled.load(data)).results
        # What fickling cannot interpret it calls unsafe too, and that is most text; the machines of Python answer for it.
        # They also do for a call of a text as if it were a function, which fickling takes for one.
        return looks_up(data) and any(
            result.severity > Severity.LIKELY_SAFE and "malformed opcode sequences" not in (result.message or "")
            for result in results
        )
    except MemoryError:
        raise
    except Exception:  # fickling reads plain pickles only
        return False


DETECTORS = {
    "picklescan": picklescan_detects,
    "fickling": fickling_detects,
    "python": lambda path, data: calls(pickle.Unpickler, data),
    "python in Python": lambda path, data: calls(pickle._Unpickler, data),
}


def detecting(names: list, path: str, data: bytes) -> list:
    return [name for name in names if DETECTORS[name](path, data)]


def answers_of(path: Path, data: bytes) -> tuple:
    try:
        return bounded.call(detecting, list(DETECTORS), str(path), data), []
    except bounded.Exhausted:  # each for itself tells which, and what the others say
        return each_of(path, data)


def each_of(path: Path, data: bytes) -> tuple:
    detected, exhausted = [], []
    for name in DETECTORS:
        try:
            detected += bounded.call(detecting, [name], str(path), data)
        except bounded.Exhausted as limit:
            exhausted.append([name, str(limit)])
    return detected, exhausted


def mutated(data: bytes, source: random.Random) -> bytes:
    result = bytearray(data)
    for _ in range(source.randint(1, 3)):
        at = source.randrange(len(result))
        action = source.randrange(3)
        if action == 0:
            result[at] = source.randrange(256)
        elif action == 1:
            result.insert(at, source.choice(b"N()]}0.KIU\n"))
        else:
            del result[at]
    return bytes(result) or b"N."


def names_modules(data: bytes) -> bool:
    """Whether all that a pickle imports by lines, as far as it can be read, could be the name of something."""
    try:
        for opcode, argument, _ in pickletools.genops(data + b"\n"):  # the machine in Python ends a last line itself
            if opcode.name in ("GLOBAL", "INST") and not IMPORTABLE.fullmatch(argument):
                return False
    except Exception:  # it is read up to where it is broken
        pass
    return True


def mutations(pickles: list, source: random.Random):
    while True:
        data = mutated(source.choice(pickles), source)
        if names_modules(data):
            yield data


def main() -> None:
    source = random.Random(int(sys.argv[3]))
    pickles = [reduce(*call, protocol) for call in CALLS for protocol in range(6)]
    pickles += [inst(*call) for call in CALLS]
    samples = [(disguise, write(data)) for data in pickles for disguise, write in DISGUISES.items()]
    samples += [("mutated", data) for data in itertools.islice(mutations(pickles, source), int(sys.argv[2]))]
    answers = []
    for number, (disguise, data) in enumerate(samples):
        # picklescan goes by the name, so that it is asked by one that makes it look.
        probe = ROOT / "probe" / f"{number}.pkl"
        probe.parent.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(data)
        path = ROOT / disguise / f"{number}-{NAMES[number % len(NAMES)]}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        answers.append([str(path.relative_to(ROOT)), *answers_of(probe, data)])
    (ROOT / "answers.json").write_text(json.dumps(answers))


if __name__ == "__main__":
    main()
