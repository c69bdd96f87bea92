"""The source side of a port's certificate: the user's own model, run for real.

It is built as `capture.py` builds it. Training steps its gradients with NumPy's optimisers in the
convention of the target; that these are the ones of ``torch.optim`` (in its convention) is checked
on the same gradients and told.
"""

from pathlib import Path
from typing import Any, Dict, List, Sequence

import numpy as np
import torch

from isograd_worker import stepping
from isograd_worker.adapter import load_once, load_source
from isograd_worker.side import Arrays, answer

HERE = Path(__file__).parent
building = load_once(str(HERE / "building.py"))
sides = load_source(str(HERE / "module_side.py"))
optimisers = load_source(str(HERE / "optimisers.py"))


def ask(
    model: str,
    arguments: List[Any],
    keywords: Dict[str, Any],
    weights: str,
    dtype: str,
    parts: Sequence[str],
    folder: str,
    scratch: str,
    rules: Dict[str, Dict[str, Any]],
    conventions: Sequence[str],
    steps: int,
    keep: Sequence[int],
) -> Dict[str, Any]:
    """See `isograd_worker.side`; the part ``describe`` alone writes ``original.npz`` and tells what
    each tensor is."""
    torch.manual_seed(0)
    torch.set_default_dtype(torch.float32)
    sides.switch_off()
    module, _ = building.build(model, arguments, keywords)
    if weights:
        building.load_weights(module, weights)
    if list(parts) == ["describe"]:
        return describe(module, Path(scratch))
    side = Original(module, dtype, conventions)
    found = answer(side, parts, folder, scratch, rules, steps, keep)
    return {**found, "optimisers": side.differences}


def describe(module: torch.nn.Module, scratch: Path) -> Dict[str, Any]:
    """Every tensor once, under its first name."""
    parameters = dict(module.named_parameters())
    tensors = {**parameters, **dict(module.named_buffers())}
    np.savez(scratch / "original.npz", **{k: sides.host(v) for k, v in tensors.items()})
    return {
        "tensors": {
            name: {
                "kind": "parameter" if name in parameters else "buffer",
                "trainable": bool(tensor.requires_grad),
            }
            for name, tensor in tensors.items()
        },
        "tied": building.tied_names(module),
    }


class Original(sides.ModuleSide):  # type: ignore[misc, name-defined]
    def __init__(self, module: torch.nn.Module, dtype: str, conventions: Sequence[str]) -> None:
        super().__init__(module, dtype)
        self._use = conventions
        self.differences: Dict[str, float] = {}  # of NumPy's optimiser to torch.optim's, relative

    def begin(self, rule: Dict[str, Any]) -> None:
        self._rule, self._count = rule, 0
        self._slots = stepping.zeros(rule["kind"], self.parameters())
        self._check = Check(rule, self.parameters())

    def step(self, inputs: Arrays, targets: Arrays) -> float:
        loss, gradients, _ = self.gradients(True, inputs, targets)
        made, self._slots = stepping.update(
            self._rule, self.parameters(), gradients, self._slots, self._count, self._use
        )
        with torch.no_grad():
            for name, parameter in self._parameters().items():
                parameter.copy_(torch.from_numpy(made[name]))
        self._count += 1
        difference = self._check.step(gradients)
        kind = self._rule["kind"]
        self.differences[kind] = max(difference, self.differences.get(kind, 0.0))
        return loss

    def slots(self) -> Arrays:
        return self._slots


class Check:
    """``torch.optim`` and the NumPy optimiser (torch's convention) on one sequence of gradients."""

    def __init__(self, rule: Dict[str, Any], parameters: Arrays) -> None:
        self._rule, self._count = rule, 0
        self._arrays = parameters
        self._slots = stepping.zeros(rule["kind"], parameters)
        self._tensors = {k: torch.from_numpy(v.copy()) for k, v in parameters.items()}
        self._optimiser = optimisers.make(rule, list(self._tensors.values()))

    def step(self, gradients: Arrays) -> float:
        """The largest difference of a parameter now, relative to the largest number in it."""
        self._arrays, self._slots = stepping.update(
            self._rule, self._arrays, gradients, self._slots, self._count, ()
        )
        self._count += 1
        for name, tensor in self._tensors.items():
            tensor.grad = torch.from_numpy(gradients[name])
        self._optimiser.step()
        pairs = [(self._arrays[name], sides.host(t)) for name, t in self._tensors.items()]
        return max(
            (float(np.max(np.abs(a - b)) / np.max(np.abs(a))) for a, b in pairs if np.any(a)),
            default=0.0,
        )
