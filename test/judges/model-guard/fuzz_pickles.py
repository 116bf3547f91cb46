"""Generates streams of pickle opcodes and says what the pickle machines of Python do with each.

Arguments: how many, the seed, a file for the streams. The file gets, for each, a byte of facts (below), the names that
were looked up and the stream: texts of a length of 4 bytes, little-endian. Refuses a Python whose opcodes are others
than those that it writes.
"""

import copyreg
import io
import pickle
import pickletools
import random
import struct
import sys

import bounded

CALLS, COMPLETE, EXHAUSTED = 1, 2, 4
EXTENSIONS = {5: ("os", "system"), 300: ("posix", "system"), 70000: ("nt", "system")}
CANARIES = [
    b"cposix\nsystem\n(S'id'\ntR.",
    b"\x80\x04\x8c\x05posix\x8c\x06system\x93\x8c\x02id\x85R.",
    b"(S'id'\niposix\nsystem\n.",
    b"(cos\nsystem\nS'id'\no.",
    b"cos\nenviron\nS'a'\nS'b'\ns.",
    b"csys\npath\n(S'a'\ne",
    b"ccollections\nOrderedDict\n)\x81}b",
    b"\x82\x05S'id'\n\x85R",
]
LINES = {
    "decimalnl_short": [b"0", b"1", b"01", b"00", b"-5", b"1_0", b" 7 ", b"0x1f", b"12\0 rest", b"\0rest", b"7 \0", b"9" * 30, b"", b"x"],
    "decimalnl_long": [b"0L", b"-12L", b"5", b"0b1L", b"7\0L", b"7 \0", b"\0L", b"9" * 400 + b"L", b"L", b"1l"],
    "floatnl": [b"1.5", b"-inf", b"nan", b"1e400", b"1_0.5", b" 2 ", b"0x1p3", b"3.\0 rest", b"\0", b"2\t\0", b"", b"one"],
    "stringnl": [b"'os'", b'"os"', b"'o\\x73'", b"''", b"'", b"os", b"' 'x'", b"'\xff'", b"'a\\'"],
    "stringnl_noescape": [b"5", b"", b"key", b"\xff", b"a b\0c"],
    "unicodestringnl": [b"os", b"\\u006fs", b"", b"\\u00", b"\xe9", b"\\U00110000"],
    "stringnl_noescape_pair": [b"os\nsystem", b"a b\nc", b"\nx", b"os\n", b"\xff\nx", b"o\0s\nx", b"m=\n#"],
}
UNSIGNED = {"uint1": 1, "uint2": 2, "uint4": 4, "uint8": 8, "int4": 4}
COUNTED = {
    "string1": 1, "bytes1": 1, "unicodestring1": 1, "long1": 1,
    "string4": 4, "bytes4": 4, "unicodestring4": 4, "long4": 4,
    "bytes8": 8, "unicodestring8": 8, "bytearray8": 8,
}  # fmt: skip
KNOWN = {None, "float8", *LINES, *UNSIGNED, *COUNTED}
assert {op.arg and op.arg.name for op in pickletools.opcodes} == KNOWN and pickle.HIGHEST_PROTOCOL == 5


class Generator:
    def __init__(self, source: random.Random):
        self.source = source

    def stream(self) -> bytes:
        pick = self.source.random
        parts = [b"\x80" + bytes([self.source.randrange(7)])] if pick() < 0.3 else []
        parts += [self.opcode() for _ in range(self.source.randint(0, 6))]
        if pick() < 0.7:
            parts.append(self.source.choice(CANARIES))
        if pick() < 0.2:
            parts += [self.opcode() for _ in range(3)]
        if pick() < 0.5:
            parts.append(b".")
        data = b"".join(parts)
        if data and pick() < 0.2:
            at = self.source.randrange(len(data))
            data = data[:at] + self.source.choice([b"", bytes([self.source.randrange(256)]), b"N", b"\n"]) + data[at + 1 :]
        return data

    def opcode(self) -> bytes:
        # Half of them push plain values, or the stacks would hardly ever hold what the others need.
        if self.source.random() < 0.5:
            return self.source.choice([b"N", b"(", b"]", b"}", b")", b"\x8f", b"\x8c\x02os", b"K\x05", b"S'a'\n"])
        op = self.source.choice(pickletools.opcodes)
        return op.code.encode("latin1") + self.argument(op.arg and op.arg.name)

    def argument(self, kind) -> bytes:
        choice = self.source.choice
        if kind is None:
            return b""
        if kind == "float8":
            return choice([struct.pack(">d", 3.14159), b"reetings", b"\xff" * 8, bytes(8), self.source.randbytes(8)])
        if kind in LINES:
            return choice(LINES[kind]) + b"\n"
        if kind in UNSIGNED:
            size = UNSIGNED[kind]
            small = choice([0, 1, 2, 3, 5, 9, 14, 255, 300, 70000]) % 256**size
            return choice([small.to_bytes(size, "little"), b"\xff" * size, b"\0" * (size - 1) + b"\x80"])
        size = COUNTED[kind]
        text = choice([b"", b"os", b"system", b"\xff\xfe", self.source.randbytes(300), b"a" * 5000])
        length = choice([len(text), len(text), len(text), len(text) + 1, 0, 2**31, 2**63, 2**64 - 1])
        return (length % 256**size).to_bytes(size, "little") + text


class Facts:
    def __init__(self):
        self.flags = 0
        self.names = []

    def import_name(self, module, name):
        importable = module and name and not any(c.isspace() or c in "\0=#" for c in module + name)
        if not importable:
            raise ImportError
        self.names.append(f"{module}.{name}")
        facts = self

        class Imported:
            def __new__(cls, *arguments, **names):
                facts.flags |= CALLS
                return object.__new__(cls)

            def touch(self, *arguments):
                facts.flags |= CALLS

            append = extend = add = update = __setitem__ = __setstate__ = __call__ = touch

        for method in ("append", "extend", "add", "update"):
            setattr(Imported, method, classmethod(lambda cls, *_: Imported.touch(None)))
        return type("Meta", (type,), {"__setitem__": Imported.touch})(name[:100], (Imported,), {})


def loads(unpickler: type, data: bytes, facts: Facts) -> bool:
    class Recorder(unpickler):
        def find_class(self, module, name):
            return facts.import_name(module, name)

        def persistent_load(self, identifier):
            return identifier

    try:
        Recorder(io.BytesIO(data), buffers=iter([bytearray(2)] * 100)).load()
        return True
    except MemoryError:
        facts.flags |= EXHAUSTED
    except Exception:  # whatever a broken pickle makes it raise
        pass
    return False


def run(unpickler: type, data: bytes, facts: Facts) -> None:
    # A frame is read ahead, so that where the file stands does not say where the pickle ends.
    if loads(unpickler, data, facts) and not loads(unpickler, data[:-1], Facts()):
        facts.flags |= COMPLETE


def text(data: bytes) -> bytes:
    return struct.pack("<I", len(data)) + data


def write(path: str, count: int, seed: int) -> None:
    generator = Generator(random.Random(seed))
    with open(path, "wb") as output:
        for _ in range(count):
            data, facts = generator.stream(), Facts()
            run(pickle.Unpickler, data, facts)
            run(pickle._Unpickler, data, facts)
            names = "\n".join(dict.fromkeys(facts.names)).encode("utf8", "surrogatepass")
            output.write(bytes([facts.flags]) + text(names) + text(data))


def main() -> None:
    for code, (module, name) in EXTENSIONS.items():
        copyreg.add_extension(module, name, code)
    count, seed, path = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    bounded.SECONDS, bounded.FILE_SIZE = 1800, 4 * 1024**3
    bounded.call(write, path, count, seed)


main()
