"""Asks scanners about every file below a directory, each file and scanner within limits.

Argument: the directory. Writes some pickles that call a function into it first. Prints JSON: by path and scanner, the
reasons for which it flags the file, or why it gave no answer: {"error": ...}, or {"limit": ...} of memory or time.
"""

import contextlib
import io
import json
import os
import sys
from pathlib import Path

import bounded
import write_pickles
from fickling.analysis import Severity, check_safety
from fickling.fickle import Pickled
from modelaudit.core import scan_model_directory_or_file
from modelscan.modelscan import ModelScan
from picklescan.scanner import scan_file_path

ROOT = Path(sys.argv[1])
MOST_REASONS = 3
FLAGGED_BY_MODELAUDIT = {"critical", "warning"}


def picklescan(path: str) -> list:
    return [f"{found.module}.{found.name}" for found in scan_file_path(path).globals if found.safety.value == "dangerous"]


def modelscan(path: str) -> list:
    return [issue["description"] for issue in ModelScan().scan(path)["issues"]]


def fickling(path: str) -> list:
    results = check_safety(Pickled.load(Path(path).read_bytes())).results
    return [result.message or result.severity.name for result in results if result.severity > Severity.LIKELY_SAFE]


def modelaudit(path: str) -> list:
    issues = scan_model_directory_or_file(path, cache_enabled=False).issues
    return [issue.message for issue in issues if issue.severity.value in FLAGGED_BY_MODELAUDIT]


SCANNERS = [picklescan, modelscan, fickling, modelaudit]


def quietly(scanner, path: str):
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            return scanner(path)[:MOST_REASONS]
        except MemoryError:
            raise
        except Exception as error:  # of whatever kind: most scanners read some formats only
            return {"error": f"{type(error).__name__}: {error}"}


def answer(scanner, path: Path):
    try:
        return bounded.call(quietly, scanner, str(path))
    except bounded.Exhausted as limit:
        return {"limit": str(limit)}


def write_some_pickles() -> None:
    directory = ROOT / "pickles"
    directory.mkdir()
    plain = [write_pickles.reduce(*call, 4) for call in write_pickles.CALLS]
    disguised = [write(plain[0]) for write in write_pickles.DISGUISES.values()]
    for number, data in enumerate(plain + disguised):
        (directory / f"{number}.pkl").write_bytes(data)
    for number, (name, data) in enumerate(zip(write_pickles.NAMES * 4, disguised)):
        (directory / f"{number}-{name}").write_bytes(data)


def main() -> None:
    write_some_pickles()
    files = sorted(path for path in ROOT.rglob("*") if path.is_file())
    os.chdir("/")
    answers = {
        str(path.relative_to(ROOT)): {scanner.__name__: answer(scanner, path) for scanner in SCANNERS} for path in files
    }
    print(json.dumps(answers))


main()
