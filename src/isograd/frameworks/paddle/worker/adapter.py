"""Runs shown Paddle sources: dygraph, `to_static` of the model (SOT, AST), the static Program.

A dygraph source gives ``load(*arrays)`` and ``build()`` -> layers and optimisers in the order in
which ``step(*those, *batch)`` takes them. A static source builds an executor, a Program and the
loss; its state lives in Paddle's global scope under the names that Paddle generates.
"""

import inspect
import os
from abc import abstractmethod
from types import ModuleType
from typing import Any, Dict, Iterator, List, Tuple

import numpy as np

from isograd_worker import protocol
from isograd_worker.adapter import (
    Adapter,
    Arrays,
    Names,
    State,
    StepProgram,
    add_share,
    apply_line,
    predictions,
)

# Canonical slot -> Paddle's accumulator, for every kind of optimiser that tasks use.
SLOTS = {
    "sgd": {},
    "momentum": {"momentum": "velocity"},
    "adam": {"m": "moment1", "v": "moment2"},
    "adamw": {"m": "moment1", "v": "moment2"},
}
# Accumulators that hold a power of β instead of a tensor of the parameter's shape: the exponent
# is one more than the number of steps done.
POWERS = {"beta1_pow_acc": "beta_1", "beta2_pow_acc": "beta_2"}
# Update operation of a static Program -> position of the gradient among its operands.
UPDATES = {
    "pd_op.sgd_": 2,
    "pd_op.momentum_": 1,
    "pd_op.adam_": 1,
    "pd_op.adamw_": 1,
}


class FrameworkAdapter(Adapter):
    def start(self) -> Dict[str, str]:
        # SOT leaves graphs of fewer than 10 operations uncompiled, silently; the mode that the
        # cell is named after would then never run on a small model. Only SOT reads this.
        os.environ["MIN_GRAPH_SIZE"] = "0"
        os.environ.setdefault("GLOG_minloglevel", "2")
        import paddle

        self.paddle = paddle
        paddle.set_device("gpu" if self.asked.device == "cuda" else "cpu")
        paddle.set_default_dtype(self.asked.dtype)
        paddle.base.core.set_num_threads(self.asked.threads)
        paddle.seed(self.asked.seed)
        return {"paddle": str(paddle.__version__), "numpy": np.__version__}

    def verify(self) -> Dict[str, Any]:
        paddle = self.paddle
        from paddle.jit.sot.utils import envs

        return {
            "paddle_default_dtype": paddle.get_default_dtype(),
            "paddle_device": paddle.device.get_device(),
            "paddle_onednn": paddle.get_flags(["FLAGS_use_mkldnn"])["FLAGS_use_mkldnn"],
            "paddle_sot_min_graph_size": envs.ENV_MIN_GRAPH_SIZE.get(),
        }

    def open(self, cell: protocol.Cell, module: ModuleType) -> "Program":
        # An earlier cell's compiled functions leave interpreters behind, each with threads of its
        # own: hundreds after a long loop, which make every later Program several times slower.
        self.paddle.base.core.clear_executor_cache()
        # The source of a Program switches the whole process over when it is loaded; a proof may
        # run other cells before and after it.
        if cell.mode == "program":
            self.paddle.enable_static()
            return Static(self, cell, module)
        self.paddle.disable_static()
        return Dygraph(self, cell, module)


class Program(StepProgram):
    """What both forms share; a form knows where parameters, buffers and accumulators lie."""

    def __init__(self, adapter: FrameworkAdapter, cell: protocol.Cell, module: ModuleType) -> None:
        self._paddle, self._source, self._mode = adapter.paddle, module, cell.mode
        self._device, self._dtype = adapter.asked.device, adapter.dtype
        self._names = Names(cell.names)
        self._optimiser = cell.optimiser
        self._slots: Dict[str, str] = SLOTS[cell.optimiser["kind"]]
        self._arguments: Tuple[Any, ...] = ()
        self._schedulers: List[Any] = []

    @abstractmethod
    def _get(self, native: str, accumulator: str = "") -> np.ndarray:
        """A parameter or buffer, or one of the optimiser's accumulators for it."""

    @abstractmethod
    def _set(self, value: np.ndarray, native: str, accumulator: str = "") -> None: ...

    @abstractmethod
    def _accumulators(self) -> Iterator[Tuple[str, str]]:
        """(native parameter, accumulator) of everything that an optimiser keeps."""

    @abstractmethod
    def _is_parameter(self, native: str) -> bool: ...

    def load(self, state: State) -> None:
        for name, accumulator in self._accumulators():
            old = self._get(name, accumulator)
            power = self._power(accumulator, state.count) if accumulator in POWERS else 0
            self._set(np.full_like(old, power), name, accumulator)
        for scheduler in self._schedulers:
            scheduler.step(state.count)
        for kind in (state.parameters, state.buffers):
            for name, value in kind.items():
                for native in self._names.natives(name):
                    self._set(self._names.to_native(name, value), native)
        for name, value in state.slots.items():
            slot, parameter = name.split("/", 1)
            array = self._names.to_native(parameter, value)
            for native in self._names.natives(parameter):
                self._set(array, native, self._slots[slot])

    def _power(self, accumulator: str, count: int) -> Any:
        """The accumulator after ``count`` steps, by the multiplications that these would do."""
        number = self._dtype.type
        beta = self._optimiser[POWERS[accumulator]]
        power, factor = number(beta), number(self._factor(beta))
        for _ in range(count):
            power = number(power * factor)
        return power

    def _factor(self, beta: float) -> float:
        return beta

    def read(self) -> State:
        state = State(parameters={})
        for name, native in self._names:
            value = self._names.to_canonical(name, self._get(native))
            if not self._is_parameter(native):
                state.buffers[name] = value
                continue
            add_share(state.parameters, name, value)
            for slot, accumulator in self._slots.items():
                array = self._names.to_canonical(name, self._get(native, accumulator))
                add_share(state.slots, f"{slot}/{name}", array)
        return state

    def put(self, batch: Arrays) -> Any:
        return tuple(self._source.load(*batch.values()))

    def step(self, batch: Any) -> Any:
        return self._source.step(*self._arguments, *batch)

    def wait(self, outputs: Any) -> None:
        # On the CPU every operation has finished when its call returns.
        if self._device == "cuda":
            self._paddle.device.synchronize()

    def predict(self, arrays: Arrays) -> List[np.ndarray]:
        given = [self._native(value) for value in arrays.values()]
        made = predictions(self._source, self._source.step, self._arguments, given)
        return [np.asarray(value) for value in made]

    def _native(self, value: np.ndarray) -> Any:
        """A held-out array as ``predict`` takes it."""
        return value

    def loss(self, outputs: Any) -> np.ndarray:
        return np.asarray(outputs[0] if isinstance(outputs, (tuple, list)) else outputs)


class Dygraph(Program):
    """Layers and optimisers as Python objects; the step leaves its gradients in ``.grad``."""

    gradient = "read"

    def __init__(self, adapter: FrameworkAdapter, cell: protocol.Cell, module: ModuleType) -> None:
        super().__init__(adapter, cell, module)
        self._compiled: Dict[str, str] = cell.options.get("compiled", {})
        self._translations_before = self._translations() if cell.mode == "to-static-sot" else 0

    def build(self) -> None:
        paddle = self._paddle
        self._arguments = tuple(self._source.build())
        if self._compiled:  # a part of the model only, as the side file says
            self.compiled_scope = self._compiled["scope"]
            apply_line(self._compiled["applied"], self._source, self._arguments)
        elif self._mode != "dygraph":
            self.compiled_scope = "model"
            full = self._mode == "to-static-ast"
            self._arguments = tuple(
                paddle.jit.to_static(argument, full_graph=full)
                if isinstance(argument, paddle.nn.Layer)
                else argument
                for argument in self._arguments
            )
        self._layers = self._with_names(paddle.nn.Layer)
        prefixed = len(self._layers) > 1
        self._tensors: Dict[str, Any] = {}
        trainable = []
        for name, layer in self._layers:
            prefix = name + "." if prefixed else ""
            for key, parameter in layer.named_parameters():
                self._tensors[prefix + key] = parameter
                if parameter.trainable:  # batch norm's statistics are parameters that are not
                    trainable.append(prefix + key)
            self._tensors.update((prefix + k, b) for k, b in layer.named_buffers())
        self._trainable = set(trainable)
        named = {native for _, native in self._names}
        self._names.check(sorted(self._trainable | (named & set(self._tensors))))
        self._optimizers = [o for _, o in self._with_names(paddle.optimizer.Optimizer)]
        self._schedulers = [s for _, s in self._with_names(paddle.optimizer.lr.LRScheduler)]
        self._make_accumulators()

    def _with_names(self, kind: type) -> List[Tuple[str, Any]]:
        """The built objects of one kind, under the names that ``step`` gives its arguments."""
        names = list(inspect.signature(self._source.step).parameters)
        return [(n, a) for n, a in zip(names, self._arguments) if isinstance(a, kind)]

    def _make_accumulators(self) -> None:
        """Let every optimiser create its state now, by an update from zero gradients.

        Paddle creates it in the first step; made here, `load` can overwrite it in place. The
        parameters, which weight decay would change, are put back.
        """
        paddle = self._paddle
        before = {name: self._tensors[name].numpy() for name in self._trainable}
        for name in self._trainable:
            self._tensors[name].grad = paddle.zeros_like(self._tensors[name])
        for optimizer in self._optimizers:
            optimizer.step()
            optimizer.clear_grad(set_to_zero=False)
        self._states: Dict[str, Any] = {}
        for optimizer in self._optimizers:
            state = optimizer.state_dict()
            self._states.update((k, v) for k, v in state.items() if isinstance(v, paddle.Tensor))
        for name, value in before.items():
            self._set(value, name)
        for name, accumulator in self._accumulators():
            fresh = self._power(accumulator, 0) if accumulator in POWERS else 0
            self._set(np.full_like(self._get(name, accumulator), fresh), name, accumulator)

    def _tensor(self, native: str, accumulator: str) -> Any:
        tensor = self._tensors[native]
        return self._states[f"{tensor.name}_{accumulator}_0"] if accumulator else tensor

    def _get(self, native: str, accumulator: str = "") -> np.ndarray:
        return self._tensor(native, accumulator).numpy()

    def _set(self, value: np.ndarray, native: str, accumulator: str = "") -> None:
        self._tensor(native, accumulator).set_value(value)

    def _accumulators(self) -> Iterator[Tuple[str, str]]:
        kinds = [*self._slots.values(), *POWERS]
        for native in sorted(self._trainable):
            for accumulator in kinds:
                if f"{self._tensors[native].name}_{accumulator}_0" in self._states:
                    yield native, accumulator

    def _is_parameter(self, native: str) -> bool:
        return native in self._trainable

    def _native(self, value: np.ndarray) -> Any:
        return self._paddle.to_tensor(value)

    def pipeline(self, arrays: Arrays, batch: int) -> Iterator[Any]:
        from paddle.io import DataLoader, TensorDataset

        data = TensorDataset(list(self._source.load(*arrays.values())))
        for tensors in DataLoader(data, batch_size=batch):
            yield tuple(tensors)

    def predict(self, arrays: Arrays) -> List[np.ndarray]:
        made = super().predict(arrays)
        for _, layer in self._layers:
            layer.train()  # `predict` leaves its layers in evaluation mode
        return made

    def gradients(self, batch: Any) -> Arrays:
        found: Arrays = {}
        for name, native in self._names:
            if native in self._trainable:
                add_share(
                    found, name, self._names.to_canonical(name, _dense(self._tensors[native]))
                )
        return found

    def traces(self) -> "int | None":
        if self._mode == "to-static-ast":
            # What is compiled is an attribute of its layer: ``forward``, or the side file's part.
            parts = [part for _, layer in self._layers for part in vars(layer).values()]
            return sum(len(p.program_cache) for p in parts if hasattr(p, "program_cache"))
        if self._mode == "to-static-sot":
            return self._translations() - self._translations_before
        return None

    def _translations(self) -> int:
        """Functions that SOT has translated in this process."""
        from paddle.jit.sot.opcode_translator.executor import executor_cache

        return int(executor_cache.OpcodeExecutorCache().translate_count)


def _dense(parameter: Any) -> np.ndarray:
    """Its gradient; one of selected rows becomes dense, with repeated rows summed."""
    gradient = parameter.grad
    if not gradient.is_selected_rows():
        return gradient.numpy()
    values = gradient.numpy()
    dense = np.zeros(tuple(parameter.shape), values.dtype)
    np.add.at(dense, gradient.rows(), values)
    return dense


class Static(Program):
    """A Program that an executor runs over the global scope."""

    gradient = "recomputed"
    compiled_scope = "step"

    def build(self) -> None:
        # Generated names start from zero again, so that the side file can state them.
        with self._paddle.utils.unique_name.guard():
            self._arguments = tuple(self._source.build())
        parts = [part for a in self._arguments for part in (a if isinstance(a, tuple) else (a,))]
        programs = [part for part in parts if isinstance(part, self._paddle.static.Program)]
        scheduler = self._paddle.optimizer.lr.LRScheduler
        self._schedulers = [part for part in parts if isinstance(part, scheduler)]
        self._executor = next(
            a for a in self._arguments if isinstance(a, self._paddle.static.Executor)
        )
        self._trainable: List[str] = []
        self._persistent: List[str] = []  # all that outlives a step: what `load` can set
        self._gradients: List[Tuple[Any, Dict[str, Any]]] = []  # program, gradient by parameter
        for program in programs:
            self._survey(program)
        named = {native for _, native in self._names}
        self._names.check(sorted({*self._trainable, *(named & set(self._persistent))}))

    def _survey(self, program: Any) -> None:
        """Find the state of a program and the gradient that each update operation consumes."""
        gradients: Dict[str, Any] = {}
        for operation in program.global_block().ops:
            attributes = operation.attrs()
            if operation.name() == "builtin.parameter":
                if attributes["parameter_name"] in self._persistent:
                    continue  # another program's as well
                self._persistent.append(attributes["parameter_name"])
            elif operation.name() == "pd_op.data" and all(attributes.get("persistable", [False])):
                self._persistent.append(attributes["name"])
            elif operation.name() in UPDATES:
                parameter = operation.operand_source(0).get_defining_op()
                name = parameter.attrs()["parameter_name"]
                gradients[name] = operation.operand_source(UPDATES[operation.name()])
        if gradients:  # not a program that only infers
            self._gradients.append((program, gradients))
        # What is updated: a recurrent layer has a parameter besides, all its weights in one, that
        # is marked as trainable and is not trained.
        self._trainable += [name for name in gradients if name not in self._trainable]

    def _variable(self, native: str, accumulator: str) -> Any:
        name = f"{native}_{accumulator}_0" if accumulator else native
        return self._paddle.static.global_scope().find_var(name).get_tensor()

    def _get(self, native: str, accumulator: str = "") -> np.ndarray:
        return np.array(self._variable(native, accumulator))

    def _set(self, value: np.ndarray, native: str, accumulator: str = "") -> None:
        self._variable(native, accumulator).set(value, self._executor.place)

    def _accumulators(self) -> Iterator[Tuple[str, str]]:
        for native in self._trainable:
            for accumulator in [*self._slots.values(), *POWERS]:
                if f"{native}_{accumulator}_0" in self._persistent:
                    yield native, accumulator

    def _is_parameter(self, native: str) -> bool:
        return native in self._trainable

    def _factor(self, beta: float) -> float:
        # A constant of the Program, and these are float32.
        return float(np.float32(beta))

    def gradients(self, batch: Any) -> Arrays:
        """By the step's own program, which also updates: the state is put back afterwards."""
        state = {name: self._get(name) for name in self._persistent}
        feed = dict(zip(self._inputs(), batch))
        found: Dict[str, np.ndarray] = {}
        for program, gradients in self._gradients:
            fetch = list(gradients.values())
            found.update(zip(gradients, self._executor.run(program, feed=feed, fetch_list=fetch)))
            for name, array in state.items():
                self._set(array, name)
        canonical: Arrays = {}
        for name, native in self._names:
            if native in found:
                add_share(canonical, name, self._names.to_canonical(name, found[native]))
        return canonical

    def _inputs(self) -> List[str]:
        """The arguments of ``step`` that follow those that `build` gave."""
        return list(inspect.signature(self._source.step).parameters)[len(self._arguments) :]
