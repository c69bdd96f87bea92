"""A framework of a few lines, its wheels made by hand, and a pip that sees nothing else."""

import base64
import hashlib
import zipfile
from pathlib import Path

FRAMEWORK = """
id = "{id}"
name = {{ en = "Tiny", zh = "小" }}
rank = 1
homepage = "https://example.org"
licence = "MIT"
package = "{package}"
default_mode = "eager"
compiled_mode = "eager"
threading = "none"
{more}
[[modes]]
id = "eager"
contract = "stepwise"
applied = "step()"
environment = "tiny"
"""

OWNER = """
[environment]
id = "tiny"
python = ">=3.11"
download_mb = 1
disk_mb = 30
seconds = 5
index = { cpu = "https://index.example.org/cpu" }
"""


def wheel(folder: Path, name: str, version: str, body: str = "", requires: str = "") -> Path:
    """A wheel of one module ``name`` with ``__version__`` and ``body``."""
    stem = f"{name}-{version}"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    if requires:
        metadata += f"Requires-Dist: {requires}\n"
    files = {
        f"{name}.py": f"__version__ = {version!r}\n{body}\n",
        f"{stem}.dist-info/METADATA": metadata,
        f"{stem}.dist-info/WHEEL": (
            "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        ),
    }
    record = ""
    for member, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content.encode()).digest())
        record += f"{member},sha256={digest.decode().rstrip('=')},{len(content.encode())}\n"
    record += f"{stem}.dist-info/RECORD,,\n"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{stem}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for member, content in {**files, f"{stem}.dist-info/RECORD": record}.items():
            archive.writestr(member, content)
    return path


def framework(root: Path, identifier: str, package: str, pins: str, more: str = OWNER) -> Path:
    """The folder of one framework, ``pins`` being its requirements for the CPU."""
    folder = root / identifier
    (folder / "requirements").mkdir(parents=True)
    (folder / "framework.toml").write_text(
        FRAMEWORK.format(id=identifier, package=package, more=more), "utf-8"
    )
    (folder / "requirements" / "cpu.txt").write_text(pins, "utf-8")
    return folder


def pip_variables(wheels: Path) -> dict[str, str]:
    """The caller's pip configuration: these wheels, no index."""
    return {
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": wheels.as_uri(),
        "PIP_CONFIG_FILE": "/dev/null",
    }


def plugin(root: Path, folder: Path) -> None:
    """Make ``folder`` a framework outside the tree, for a process with ``root`` on its path."""
    (folder / "__init__.py").write_text("", "utf-8")
    information = root / f"{folder.name}-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {folder.name}\nVersion: 1.0\n", "utf-8"
    )
    (information / "entry_points.txt").write_text(
        f"[isograd.frameworks]\n{folder.name} = {folder.name}\n", "utf-8"
    )
