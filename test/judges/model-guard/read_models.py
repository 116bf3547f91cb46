"""Reads models with the packages that define their formats. Argument: a directory. Prints what they cannot read."""

import sys
from pathlib import Path

import gguf
import onnx
from google.protobuf.message import DecodeError
from safetensors import safe_open


def read_safetensors(path: Path) -> None:
    with safe_open(path, framework="np") as file:
        for name in file.keys():
            file.get_slice(name).get_shape()


READERS = {
    ".safetensors": read_safetensors,
    ".gguf": lambda path: gguf.GGUFReader(path),
    ".onnx": lambda path: onnx.load_model_from_string(path.read_bytes()),
}

for path in sorted(Path(sys.argv[1]).iterdir()):
    try:
        READERS[path.suffix](path)
    except (DecodeError, Exception) as error:
        print(path, type(error).__name__, error)
