"""Writes the graphs by which backends of ONNX are tested, from the package that defines the format.

Argument: an empty directory. Those that the package would download are left out; others it carries as files.
"""

import sys
import warnings
from pathlib import Path

import onnx
from onnx.backend.test.case import model, node

ROOT = Path(sys.argv[1])
CARRIED = Path(onnx.__file__).parent / "backend" / "test" / "data"


def main() -> None:
    warnings.simplefilter("ignore")  # of results that are no numbers, which are not looked at
    for case in [*node.collect_testcases(None), *model.collect_testcases()]:
        if case.model is not None:
            (ROOT / f"{case.kind}-{case.name}.onnx").write_bytes(case.model.SerializeToString())
    for path in CARRIED.rglob("*.onnx"):
        (ROOT / "-".join(path.relative_to(CARRIED).parts)).write_bytes(path.read_bytes())


main()
