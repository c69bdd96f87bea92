"""What a port leaves: a folder for each target that stands alone.

It is written beside its place and moved there when it is whole; a folder that is replaced has to be
one of ours.
"""

import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import save_file

from isograd import __version__
from isograd.emit.target import Target
from isograd.emit.write import Source, formatted
from isograd.errors import UsageError
from isograd.i18n import text
from isograd.port.capture import Captured
from isograd.port.certificate import Certificate
from isograd.port.certify import Job, certify
from isograd.port.model import Spec
from isograd.port.page import page
from isograd.port.weights import push, read
from isograd.registry import Framework

MARKER = "port.json"  # in every folder of ours


def document(source: Source) -> dict[str, Any]:
    """The weights map."""
    return {"weights": source.weights, "inputs": source.inputs, "outputs": source.outputs}


class Draft:
    """A folder in the making. A context manager: what is not kept is removed."""

    def __init__(self, place: Path) -> None:
        """``place``: DIR/<target>; `UsageError` where it holds something that is not ours."""
        free(place)
        self.place = place
        place.parent.mkdir(parents=True, exist_ok=True)
        self.folder = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))

    def __enter__(self) -> "Draft":
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def write(
        self,
        spec: Spec,
        captured: Captured,
        source: Source,
        target: Target,
        owner: Framework,
        tensors: Mapping[str, Any],
    ) -> None:
        """Everything but the certificate; ``tensors``: what is kept of the source's."""
        folder = self.folder
        arrays = push(read(document(source)).weights, captured.arrays)
        _write(folder / "model.py", source.text)
        _write(folder / "load_weights.py", target.loads())
        save_file(dict(arrays), folder / "weights.safetensors")
        _json(folder / "weights_map.json", document(source))
        lines = {str(line): f"{file}:{number}" for line, (file, number) in source.lines.items()}
        _json(folder / "lines.json", lines)
        _write(folder / "requirements.txt", _requirements(owner, target))
        _write(folder / "README.md", _readme(spec, source, target))
        _json(
            folder / MARKER,
            {
                "isograd": __version__,
                "target": target.id,
                "root": source.root,
                "spec": asdict(spec),
                "classes": source.classes,
                "permutations": source.permutations,
                "tensors": tensors,
            },
        )

    def prove(
        self,
        certificate: Certificate,
        stored_run: Mapping[str, np.ndarray],
        target: Target,
        root: str,
    ) -> None:
        """The certificate, its page, and the test that repeats the forward pass."""
        _write(self.folder / "certificate.json", certificate.model_dump_json(indent=2) + "\n")
        _write(self.folder / "certificate.html", page(certificate))
        if stored_run:
            save_file(dict(stored_run), self.folder / "parity.safetensors")
            test = target.template("test_parity").replace("ROOT", root)
            _write(self.folder / "test_parity.py", formatted(test))

    def keep(self, *, good: bool) -> Path:
        """Move the folder to its place; a wrong port goes to ``<target>.wrong``."""
        place = self.place if good else wrong(self.place)
        for old in (self.place, wrong(self.place)):
            if old.exists():
                shutil.rmtree(old)
        self.folder.rename(place)
        place.chmod(0o755)
        return place


def free(place: Path) -> None:
    """`UsageError` where ``place`` holds something that is not ours."""
    for taken in (place, wrong(place)):
        if taken.exists() and not (taken / MARKER).exists():
            raise UsageError(text("port.foreign_folder", path=taken))


def wrong(place: Path) -> Path:
    """Where a port that failed its certificate is kept."""
    return place.with_name(f"{place.name}.wrong")


def job_of(
    spec: Spec, emitted: Path, root: str, target: str, map_: dict[str, object], steps: int = 10
) -> Job:
    """The certificate's job of an emitted folder."""
    return Job(
        model=spec.model,
        inputs=spec.inputs,
        emitted=emitted,
        root=root,
        target=target,
        map=map_,
        arguments=spec.arguments,
        keywords=dict(spec.keywords),
        weights=spec.weights,
        steps=steps,
    )


def spec_of(folder: Path) -> tuple[Spec, dict[str, Any]]:
    """How a folder was made; `UsageError` where it is none of ours."""
    try:
        told = json.loads((folder / MARKER).read_text(encoding="utf-8"))
        held = told["spec"]
    except (OSError, ValueError, KeyError) as error:
        raise UsageError(text("port.no_port", path=folder)) from error
    spec = Spec(
        model=held["model"],
        arguments=tuple(held["arguments"]),
        keywords=tuple((name, value) for name, value in held["keywords"]),
        inputs=tuple(held["inputs"]),
        weights=held["weights"],
    )
    return spec, told


def verified(folder: Path) -> Certificate:
    """The certificate of a folder, made anew; the folder is left as it is."""
    spec, told = spec_of(folder)
    map_ = json.loads((folder / "weights_map.json").read_text(encoding="utf-8"))
    return certify(job_of(spec, folder.resolve(), told["root"], told["target"], map_))


def _requirements(owner: Framework, target: Target) -> str:
    """Pins of what the emitted code imports, as its environment has them."""
    pinned = owner.requirements("cpu").read_text(encoding="utf-8").splitlines()
    wanted = {*target.imports, "numpy"}
    lines = [line for line in pinned if line.partition("==")[0] in wanted]
    return "\n".join([*lines, "safetensors==0.8.0"]) + "\n"


def _readme(spec: Spec, source: Source, target: Target) -> str:
    inputs = "\n".join(f"- `{one['name']}`: {_shape(one)}" for one in spec.inputs)
    stored_axes = [one for one in source.inputs if one["axes"] != sorted(one["axes"])]
    layout = (
        "Images are channels-last: (batch, height, width, channels).\n\n" if stored_axes else ""
    )
    return f"""# {source.root} for {target.title}

Ported by isograd {__version__} from `{spec.model.rpartition("/")[2]}`. Nothing here needs isograd.

Inputs of the source:

{inputs}

{layout}```python
{target.usage(source.root)}
```

- `model.py`: the model. `load_weights.py`: gives it the weights in `weights.safetensors`.
- `weights_map.json`: which tensor of the source each weight comes from, and how it was permuted.
- `certificate.json`, `certificate.html`: the proof that it computes and trains alike.
- `test_parity.py`: repeats the forward pass on stored inputs, in float32
  (`pip install -r requirements.txt pytest`).
- `lines.json`: for each line of `model.py` the line of the source.

A freshly made model draws its own initial weights, by the rules of its own layers.
"""


def _shape(one: dict[str, Any]) -> str:
    return f"{one['dtype']} ({', '.join(str(axis) for axis in one['shape'])})"


def _write(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8")


def _json(path: Path, content: Any) -> None:
    _write(path, json.dumps(content, indent=1, ensure_ascii=False) + "\n")
