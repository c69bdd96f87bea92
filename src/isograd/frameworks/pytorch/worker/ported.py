"""The target side of a port's certificate where the target is PyTorch itself."""

from pathlib import Path
from typing import Any, Dict, Sequence

import torch

from isograd_worker.adapter import load_source
from isograd_worker.side import Arrays, answer

HERE = Path(__file__).parent
sides = load_source(str(HERE / "module_side.py"))
optimisers = load_source(str(HERE / "optimisers.py"))


def ask(
    emitted: str,
    root: str,
    dtype: str,
    parts: Sequence[str],
    folder: str,
    scratch: str,
    rules: Dict[str, Dict[str, Any]],
    steps: int,
    keep: Sequence[int],
) -> Dict[str, Any]:
    """See `isograd_worker.side`."""
    torch.manual_seed(0)
    torch.set_default_dtype(torch.float32)
    sides.switch_off()
    model = getattr(load_source(str(Path(emitted) / "model.py")), root)()
    return answer(Ported(model, dtype), parts, folder, scratch, rules, steps, keep)


class Ported(sides.ModuleSide):  # type: ignore[misc, name-defined]
    def begin(self, rule: Dict[str, Any]) -> None:
        self._kept = optimisers.SLOTS[rule["kind"]]
        self._optimiser = optimisers.make(rule, list(self._parameters().values()))

    def step(self, inputs: Arrays, targets: Arrays) -> float:
        loss = self._loss(True, sides.tensors_of(inputs), targets)
        self._optimiser.zero_grad()
        loss.backward()
        self._optimiser.step()
        return float(loss.detach())

    def slots(self) -> Arrays:
        return {
            f"{slot}/{name}": sides.host(self._optimiser.state[parameter][key])
            for slot, key in self._kept.items()
            for name, parameter in self._parameters().items()
            if parameter in self._optimiser.state
        }
