"""Embeddings whose gradients are sparse are at parity: the settings that the shown sources of
matrix factorisation, which keep the frameworks' defaults, leave out."""

import re
import shutil
from pathlib import Path

import pytest
import shell as user
from shell import Shell

from isograd.suite import load

pytestmark = pytest.mark.real

CELLS = [
    (framework, mode, dtype)
    for framework, mode in (("pytorch", "eager"), ("paddle", "dygraph"))
    for dtype in ("float32", "float64")
]


def test_sparse_gradients_are_compared_as_dense_ones(tmp_path: Path) -> None:
    task = tmp_path / "matrix-factorisation"
    task.mkdir()
    original = load.find("matrix-factorisation").path
    for name in ("task.py", "pytorch.py", "pytorch.toml", "paddle.py", "paddle.toml"):
        shutil.copy(original / name, task)
    for name in ("pytorch.py", "paddle.py"):
        text, changed = re.subn(
            r"nn\.Embedding\((.*?)\)", r"nn.Embedding(\1, sparse=True)", (task / name).read_text()
        )
        assert 4 == changed
        (task / name).write_text(text)

    document = Shell(tmp_path, user.private(tmp_path)).document(
        *("compare", "compare", str(task), "--frameworks", "pytorch,paddle"),
        *("--modes", "eager,dygraph", "--variant", "reduced", "--figures", "none"),
        *("--no-report", "--no-create", "--strict"),
    )
    found = {(c["framework"], c["mode"], c["dtype"]): c["status"] for c in document["cells"]}
    assert dict.fromkeys(CELLS, "ok") == found
