"""Reads the keys of configurations from the published packages of loaders, without importing them.

Argument: a directory for the packages. Prints JSON, each list as words:
  packages   what was read
  data       keys that classes of configurations declare, by parameter or field: loaders know them, and take data
  importing  keys that are read in functions that import code by name
  pipelines  modules of diffusers that model_index.json may name
"""

import ast
import json
import subprocess
import sys
import zipfile
from pathlib import Path

PACKAGES = [
    "transformers==5.24.0",
    "sentence-transformers==6.2.0",
    "diffusers==0.42.1",
    "peft==0.21.2",
    "compressed-tensors==0.20.1",
    "timm==1.0.31",
]
# Classes whose parameters or fields are what files hold.
DECLARING = ("Config", "Cfg", "Args", "Processor", "Tokenizer", "TokenizerFast", "Extractor", "Scheduler", "Mixin", "Model")
# Functions that import what a text names.
IMPORTING = {
    "import_module",
    "import_from_string",
    "import_module_class",
    "get_class_from_dynamic_module",
    "get_kernel",
    "load_kernel",
    "simple_get_class_obj",
    "get_class_obj_and_candidates",
}
# Names of configurations in the code of loaders.
HOLDERS = {"config", "config_dict", "auto_mapping", "kwargs", "self.config", "module_config", "peft_config"}


def called(node: ast.AST) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def declared(tree: ast.AST):
    for node in ast.walk(tree):
        if not isinstance(node, ast.ClassDef) or not node.name.endswith(DECLARING):
            continue
        for member in node.body:
            if isinstance(member, ast.AnnAssign) and isinstance(member.target, ast.Name):
                yield member.target.id
            elif isinstance(member, ast.FunctionDef) and member.name == "__init__":
                yield from (argument.arg for argument in member.args.args + member.args.kwonlyargs)


def constant(node: ast.AST):
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def read_keys(function: ast.AST):
    """Texts by which a function takes members of a configuration."""
    for node in ast.walk(function):
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) in HOLDERS:
            yield constant(node.slice)
        elif isinstance(node, ast.Call) and called(node) in ("get", "pop") and node.args:
            if ast.unparse(node.func.value) in HOLDERS:
                yield constant(node.args[0])
        elif isinstance(node, ast.Call) and called(node) in ("getattr", "hasattr") and len(node.args) > 1:
            if ast.unparse(node.args[0]) in HOLDERS:
                yield constant(node.args[1])
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value) in HOLDERS - {"kwargs"}:
            yield node.attr


def importing(tree: ast.AST):
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            if any(isinstance(inner, ast.Call) and called(inner) in IMPORTING for inner in ast.walk(node)):
                yield from (key for key in read_keys(node) if key)


def main() -> None:
    directory = Path(sys.argv[1])
    pip = [sys.executable, "-m", "pip", "download", "--disable-pip-version-check", "--quiet", "--no-deps"]
    subprocess.run([*pip, "--dest", str(directory), *PACKAGES], check=True, stdout=subprocess.DEVNULL)
    data, code, pipelines = set(), set(), set()
    for wheel in sorted(directory.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                parts = name.split("/")
                if name.startswith("diffusers/pipelines/") and len(parts) > 3:
                    pipelines.add(parts[2])
                if name.endswith(".py") and "tests" not in parts:
                    tree = ast.parse(archive.read(name))
                    data.update(declared(tree))
                    code.update(importing(tree))
    lists = {
        "packages": PACKAGES,
        "data": sorted(data - {"self", "args", "kwargs"}),
        "importing": sorted(code),
        "pipelines": sorted(pipelines),
    }
    print(json.dumps({name: " ".join(words) for name, words in lists.items()}, indent=2))


main()
