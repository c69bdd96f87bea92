"""Runs shown PyTorch sources: eager, `torch.compile` of the step, TorchScript of the model.

A source gives ``load(*arrays)``, ``build()`` -> modules and optimisers in the order in which
``step(*those, *batch)`` takes them. Nothing here knows how many there are of either.
"""

import inspect
import sysconfig
import warnings
from pathlib import Path
from types import ModuleType
from typing import Any, Dict, Iterator, List, Tuple

import numpy as np

from isograd_worker import protocol
from isograd_worker.adapter import (
    Adapter,
    Arrays,
    MissingPartError,
    Names,
    State,
    StepProgram,
    add_share,
    apply_line,
    predictions,
)

# Canonical slot -> key in the optimiser's state, for every kind of optimiser that tasks use.
SLOTS = {
    "sgd": {},
    "momentum": {"momentum": "momentum_buffer"},
    "adam": {"m": "exp_avg", "v": "exp_avg_sq"},
    "adamw": {"m": "exp_avg", "v": "exp_avg_sq"},
}


class FrameworkAdapter(Adapter):
    def start(self) -> Dict[str, str]:
        import torch

        self.torch = torch
        torch.set_num_threads(self.asked.threads)
        torch.set_num_interop_threads(self.asked.threads)
        torch.manual_seed(self.asked.seed)
        # Besides the parameters this decides the dtype of the step count from which Adam takes
        # its bias correction under `torch.compile`.
        torch.set_default_dtype(getattr(torch, self.asked.dtype))
        torch.set_float32_matmul_precision("highest")
        if self.asked.device == "cuda":
            torch.backends.cudnn.allow_tf32 = False
            torch.cuda.init()
        return {"pytorch": str(torch.__version__), "numpy": np.__version__}

    def verify(self) -> Dict[str, Any]:
        torch = self.torch
        return {
            "torch_threads": torch.get_num_threads(),
            "torch_interop_threads": torch.get_num_interop_threads(),
            "torch_default_dtype": str(torch.get_default_dtype()).replace("torch.", ""),
            "torch_matmul_precision": torch.get_float32_matmul_precision(),
            "torch_device": self._device_name(),
            "torch_cpu_capability": torch.backends.cpu.get_cpu_capability(),
            "torch_onednn": torch.backends.mkldnn.is_available(),
        }

    def _device_name(self) -> str:
        cuda = self.asked.device == "cuda"
        return str(self.torch.cuda.get_device_name()) if cuda else "cpu"

    def peak_bytes(self) -> "int | None":
        cuda = self.asked.device == "cuda"
        return int(self.torch.cuda.max_memory_allocated()) if cuda else None

    def open(self, cell: protocol.Cell, module: ModuleType) -> "Program":
        if self.asked.device != "cpu" and not hasattr(module, "load"):
            # The article variant draws its own batches. Elsewhere the default device stays as it
            # is, since setting it slows every call of PyTorch's Python interface down.
            self.torch.set_default_device(self.asked.device)
        return Program(self.torch, cell, module, self.asked.device)


class Program(StepProgram):
    """One shown source in one mode; the step leaves its gradients in ``.grad``."""

    gradient = "read"

    def __init__(self, torch: Any, cell: protocol.Cell, module: ModuleType, device: str) -> None:
        self._torch, self._source, self._mode, self._device = torch, module, cell.mode, device
        self._names = Names(cell.names)
        self._slots: Dict[str, str] = SLOTS[cell.optimiser["kind"]]
        self._step = self._plain = module.step
        self._compiled: Dict[str, str] = cell.options.get("compiled", {})
        self._tuned: str = cell.options.get("tuned", "")
        scope = {"compile": "step", "torchscript": "model"}.get(cell.mode, "none")
        self.compiled_scope = self._compiled.get("scope", scope)

    def build(self) -> None:
        torch = self._torch
        with torch.device(self._device):
            self._arguments: Tuple[Any, ...] = tuple(self._source.build())
        self._source.step = self._plain  # what an earlier build made of it is compiled
        if self._mode == "compile":
            prepare_compile(torch)
            torch._dynamo.reset()  # compiled code of an earlier build, which guards on its model
            self._graphs_before = self._graphs()
            if self._compiled:  # a part of the step only, as the side file says
                apply_line(self._compiled["applied"], self._source, self._arguments)
            elif not self._tuned:
                self._step = torch.compile(self._source.step)
        elif self._mode == "torchscript":
            # The scripted module holds the same parameters, so the optimiser keeps its grip.
            self._arguments = tuple(
                torch.jit.script(argument) if isinstance(argument, torch.nn.Module) else argument
                for argument in self._arguments
            )
        if self._tuned:
            apply_line(self._tuned, self._source, self._arguments)
            self._step = self._source.step
        modules = self._with_names(torch.nn.Module)
        prefixed = len(modules) > 1
        self._parameters: Dict[str, Any] = {}
        self._buffers: Dict[str, Any] = {}
        for name, module in modules:
            prefix = name + "." if prefixed else ""
            self._parameters.update((prefix + k, p) for k, p in module.named_parameters())
            self._buffers.update((prefix + k, b) for k, b in module.named_buffers())
        named = {native for _, native in self._names}
        self._names.check([*self._parameters, *(named & set(self._buffers))])
        self._optimizers: List[Any] = [o for _, o in self._with_names(torch.optim.Optimizer)]
        schedulers = self._with_names(torch.optim.lr_scheduler.LRScheduler)
        self._schedulers: List[Any] = [s for _, s in schedulers]
        self._make_slots()

    def _with_names(self, kind: type) -> List[Tuple[str, Any]]:
        """The built objects of one kind, under the names that ``step`` gives its arguments."""
        names = list(inspect.signature(self._source.step).parameters)
        return [(n, a) for n, a in zip(names, self._arguments) if isinstance(a, kind)]

    def _make_slots(self) -> None:
        """Let every optimiser create its state now, by an update from zero gradients.

        PyTorch creates it in the first step; made here, `load` can overwrite it in place and a
        compiled step sees the same objects from the first call on. The parameters, which weight
        decay would change, are overwritten by `load` or put back.
        """
        torch = self._torch
        with torch.no_grad():
            before = {name: p.clone() for name, p in self._parameters.items()}
            for optimizer in self._optimizers:
                for group in optimizer.param_groups:
                    for p in group["params"]:
                        p.grad = torch.zeros_like(p)
                optimizer.step()
                optimizer.zero_grad(set_to_none=True)
            for name, p in self._parameters.items():
                p.copy_(before[name])
            self._each_slot(lambda _, slot: slot.zero_())

    def _each_slot(self, visit: Any) -> None:
        """``visit(key, tensor)`` for every tensor that an optimiser keeps besides parameters."""
        for optimizer in self._optimizers:
            for state in optimizer.state.values():
                for key, value in state.items():
                    if isinstance(value, self._torch.Tensor):
                        visit(key, value)

    def _slot(self, native: str, key: str) -> Any:
        parameter = self._parameters[native]
        for optimizer in self._optimizers:
            if parameter in optimizer.state:
                return optimizer.state[parameter][key]
        raise KeyError(f"no optimiser keeps {key!r} for {native!r}")

    def load(self, state: State) -> None:
        torch, names = self._torch, self._names
        with torch.no_grad():
            self._each_slot(lambda key, slot: slot.fill_(state.count if key == "step" else 0))
            for scheduler in self._schedulers:
                with warnings.catch_warnings():  # this way to jump to a step is deprecated
                    warnings.simplefilter("ignore")
                    scheduler.step(state.count)
            for kind in (state.parameters, state.buffers):
                for name, value in kind.items():
                    for native in names.natives(name):
                        target = self._parameters.get(native, self._buffers.get(native))
                        target.copy_(torch.from_numpy(names.to_native(name, value)))
            for name, value in state.slots.items():
                slot, parameter = name.split("/", 1)
                for native in names.natives(parameter):
                    target = self._slot(native, self._slots[slot])
                    target.copy_(torch.from_numpy(names.to_native(parameter, value)))

    def read(self) -> State:
        state = State(parameters={})
        for name, native in self._names:
            if native in self._buffers:
                state.buffers[name] = self._host(name, self._buffers[native])
                continue
            add_share(state.parameters, name, self._host(name, self._parameters[native]))
            for slot, key in self._slots.items():
                value = self._host(name, self._slot(native, key))
                add_share(state.slots, f"{slot}/{name}", value)
        return state

    def _host(self, name: str, tensor: Any) -> np.ndarray:
        return self._names.to_canonical(name, tensor.detach().cpu().numpy())

    def put(self, batch: Arrays) -> Any:
        return tuple(t.to(self._device) for t in self._source.load(*batch.values()))

    def pipeline(self, arrays: Arrays, batch: int) -> Iterator[Any]:
        from torch.utils.data import DataLoader, TensorDataset

        data = TensorDataset(*self._source.load(*arrays.values()))
        for tensors in DataLoader(data, batch_size=batch):
            yield tuple(t.to(self._device) for t in tensors)

    def step(self, batch: Any) -> Any:
        return self._step(*self._arguments, *batch)

    def wait(self, outputs: Any) -> None:
        # On the CPU every operation has finished when its call returns.
        if self._device == "cuda":
            self._torch.cuda.synchronize()

    def loss(self, outputs: Any) -> np.ndarray:
        loss = outputs[0] if isinstance(outputs, tuple) else outputs
        return loss.detach().cpu().numpy()

    def gradients(self, batch: Any) -> Arrays:
        # A sparse gradient becomes dense with repeated rows summed; a dense one is returned as is.
        # What the loss does not depend on has none, which the gate names as absent.
        found: Arrays = {}
        for name, native in self._names:
            if native in self._parameters and self._parameters[native].grad is not None:
                add_share(found, name, self._host(name, self._parameters[native].grad.to_dense()))
        return found

    def predict(self, arrays: Arrays) -> List[np.ndarray]:
        torch = self._torch
        given = [torch.from_numpy(value).to(self._device) for value in arrays.values()]
        made = predictions(self._source, self._source.step, self._arguments, given)
        for _, module in self._with_names(torch.nn.Module):
            module.train()  # `predict` leaves its modules in evaluation mode
        return [tensor.detach().cpu().numpy() for tensor in made]

    def traces(self) -> "int | None":
        if self._mode != "compile":
            return None
        return self._graphs() - self._graphs_before

    def _graphs(self) -> int:
        """Graphs compiled in this process; a step has one for each piece between graph breaks."""
        from torch._dynamo import utils

        return int(utils.counters["stats"]["unique_graphs"])


def prepare_compile(torch: Any) -> None:
    """Check that Inductor can compile at all. Its cache on disk lies where the host says: a timed
    launch gets an empty one, or its first step would look as if it had been compiled before.

    Part of `build`, hence of its time: what this imports is what `torch.compile` needs anyway.
    """
    from torch._inductor import cpp_builder, exc

    try:
        compiler = cpp_builder.get_cpp_compiler()
    except exc.InvalidCxxCompiler as error:
        raise MissingPartError(
            "no_cxx_compiler",
            "torch.compile needs a C++ compiler (g++, or the one that CXX names)",
        ) from error
    if not (Path(sysconfig.get_path("include")) / "Python.h").exists():
        raise MissingPartError(
            "no_python_headers",
            f"torch.compile lets {compiler} include Python.h, which this Python lacks "
            "(package python3-dev or python3-devel)",
        )
