"""Finds chat templates in published Python packages, without importing them: files, texts in code, and members of JSON.

Argument: a directory for the packages. Prints JSON: templates by where they were found, each once.
"""

import ast
import hashlib
import json
import subprocess
import sys
import zipfile
from pathlib import Path

PACKAGES = ["trl==1.16.0", "axolotl==0.19.0", "unsloth==2026.10.9", "xinference==1.5.1"]


def in_code(text: str):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def in_json(value):
    if isinstance(value, dict):
        for member in value.values():
            yield from in_json(member)
    elif isinstance(value, list):
        for member in value:
            yield from in_json(member)
    elif isinstance(value, str):
        yield value


def is_chat_template(text: str) -> bool:
    return "{%" in text and "{{" in text and "message" in text and "for " in text


def texts_of(name: str, content: str):
    if name.endswith(".jinja"):
        return [content]
    return in_code(content) if name.endswith(".py") else in_json(json.loads(content))


def main() -> None:
    directory = Path(sys.argv[1])
    pip = [sys.executable, "-m", "pip", "download", "--disable-pip-version-check", "--quiet", "--no-deps"]
    subprocess.run(
        [*pip, "--only-binary=:all:", "--dest", str(directory), *PACKAGES], check=True, stdout=subprocess.DEVNULL
    )
    found = {}
    for wheel in sorted(directory.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if not name.endswith((".jinja", ".py")) and "llm_family" not in name:
                    continue
                content = archive.read(name).decode()
                for text in texts_of(name, content) if "message" in content else []:
                    if is_chat_template(text):
                        found.setdefault(text, f"{name} {hashlib.sha256(text.encode()).hexdigest()[:8]}")
    print(json.dumps({where: text for text, where in found.items()}))


main()
