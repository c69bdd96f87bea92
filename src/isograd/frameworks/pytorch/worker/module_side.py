"""A PyTorch module as one side of a port's certificate, with its randomness off.

Shared by the source (``originals.py``) and by an emitted module (``ported.py``).
"""

import inspect
from contextlib import nullcontext
from typing import Any, ClassVar, Dict, List, Set, Tuple

import numpy as np
import torch
from torch import nn
from torch.overrides import TorchFunctionMode

from isograd_worker.side import Arrays, Side, fitting, leaves, walk


class Widened(TorchFunctionMode):
    """A run in float64 is one throughout. Casts to float32 that a model asks for by name (some
    norms and rotary embeddings do) go to float64; PyTorch's hard sigmoid, whose derivative is a
    sixth in float32 even for float64, is computed from parts that are exact."""

    used: ClassVar[Set[str]] = set()  # of this process

    def __torch_function__(
        self, func: Any, types: Any, args: Tuple[Any, ...] = (), kwargs: Any = None
    ) -> Any:
        if func is torch.Tensor.float:
            func = torch.Tensor.double
            Widened.used.add("float32-casts-widened")
        elif getattr(func, "__name__", "") in ("hardsigmoid", "hardsigmoid_"):
            Widened.used.add("hard-sigmoid-float64")
            return torch.nn.functional.relu6(args[0] + 3) / 6
        wide = {name: self._wide(value) for name, value in (kwargs or {}).items()}
        return func(*map(self._wide, args), **wide)

    def _wide(self, value: Any) -> Any:
        if value is not torch.float32:
            return value
        Widened.used.add("float32-casts-widened")
        return torch.float64


class ModuleSide(Side):
    """``module``, cast to ``dtype``. Tied parameters go by their first name."""

    def __init__(self, module: nn.Module, dtype: str) -> None:
        self.module = module
        self.loaded: List[str] = []
        # As they were made: ``train()`` sets the mode of all of them.
        self._frozen = {
            path
            for path, child in module.named_modules()
            if path and not child.training and module.training
        }
        cast(module, getattr(torch, dtype))
        # What forward makes (zeros, ranges) has the default dtype.
        torch.set_default_dtype(getattr(torch, dtype))
        self._wide = dtype == "float64"
        still(module)

    def load(self, tensors: Arrays) -> None:
        self.loaded = list(tensors)
        with torch.no_grad():
            for path, value in tensors.items():
                tensor = walk(self.module, path)
                tensor.copy_(torch.from_numpy(fitting(path, value, tensor.shape)))

    def trainable(self) -> List[str]:
        return list(self._parameters())

    def _parameters(self) -> Dict[str, nn.Parameter]:
        return {name: p for name, p in self.module.named_parameters() if p.requires_grad}

    def _call(self, train: bool, given: Dict[str, torch.Tensor]) -> Dict[str, torch.Tensor]:
        self.module.train(train)
        for path in self._frozen:
            self.module.get_submodule(path).training = False
        names = inspect.signature(self.module.forward).parameters
        with Widened() if self._wide else nullcontext():
            if all(name in names for name in given):
                made = self.module(**given)
            else:
                made = self.module(*given.values())
        return dict(leaves(made, torch.Tensor))

    def patches(self) -> List[str]:
        return sorted(Widened.used)

    def outputs(self, train: bool, inputs: Arrays) -> Arrays:
        with torch.no_grad():
            made = self._call(train, tensors_of(inputs))
        return {name: host(value) for name, value in made.items()}

    def _loss(self, train: bool, given: Dict[str, torch.Tensor], targets: Arrays) -> torch.Tensor:
        made = self._call(train, given)
        wanted = tensors_of(targets)
        return sum(
            (torch.mean((made[name] - target) ** 2) for name, target in wanted.items()),
            start=torch.zeros(()),
        )

    def gradients(
        self, train: bool, inputs: Arrays, targets: Arrays
    ) -> Tuple[float, Arrays, Arrays]:
        given = tensors_of(inputs)
        floats = {k: v.requires_grad_() for k, v in given.items() if v.is_floating_point()}
        loss = self._loss(train, given, targets)
        parameters = self._parameters()
        sought = [*parameters.values(), *floats.values()]
        found = torch.autograd.grad(loss, sought, allow_unused=True)
        arrays = [
            host(torch.zeros_like(at) if gradient is None else gradient.to_dense())
            for at, gradient in zip(sought, found)
        ]
        count = len(parameters)
        return (
            loss.item(),
            dict(zip(parameters, arrays[:count])),
            dict(zip(floats, arrays[count:])),
        )

    def parameters(self) -> Arrays:
        return {name: host(p) for name, p in self._parameters().items()}

    def buffers(self) -> Arrays:
        trained = set(self._parameters())
        return {path: host(walk(self.module, path)) for path in self.loaded if path not in trained}


def tensors_of(arrays: Arrays) -> Dict[str, torch.Tensor]:
    """Copies: what shares memory with an input may be written to."""
    return {name: torch.from_numpy(np.array(value)) for name, value in arrays.items()}


def host(tensor: torch.Tensor) -> np.ndarray:
    """A copy that later steps leave alone."""
    return np.array(tensor.detach().numpy())


def cast(module: nn.Module, dtype: torch.dtype) -> None:
    """All floating-point tensors of a module, those that are plain attributes too. They are made in
    float32 and cast, as the captured ones were, so that tables have equal values on both sides."""
    module.to(dtype)
    for child in module.modules():
        for name, value in list(vars(child).items()):
            if isinstance(value, torch.Tensor) and value.is_floating_point():
                setattr(child, name, value.to(dtype))


# --- randomness -----------------------------------------------------------------------------


def still(module: nn.Module) -> None:
    """Rates of layers that draw inside native code are set to 0."""
    for child in module.modules():
        if isinstance(child, (nn.MultiheadAttention, nn.RNNBase)):
            child.dropout = 0.0
        elif isinstance(child, nn.modules.dropout._DropoutNd):
            child.p = 0.0


def switch_off() -> None:
    """Replace what draws numbers, before the user's code is imported and takes hold of it.

    Dropout is the identity; ``bernoulli_(p)`` fills with p, so that a stochastic depth that is
    scaled by 1/p is the identity too.
    """
    functional = torch.nn.functional
    for name in ("", "1d", "2d", "3d"):
        setattr(functional, f"dropout{name}", _same)
    for name in ("dropout", "feature_dropout", "alpha_dropout", "feature_alpha_dropout"):
        setattr(functional, name, _same)
        setattr(torch, name, _same)
        setattr(torch, f"{name}_", _same)
    attention = functional.scaled_dot_product_attention

    def scaled_dot_product_attention(
        query: Any,
        key: Any,
        value: Any,
        attn_mask: Any = None,
        dropout_p: float = 0.0,
        is_causal: bool = False,
        **others: Any,
    ) -> Any:
        return attention(query, key, value, attn_mask, 0.0, is_causal, **others)

    functional.scaled_dot_product_attention = scaled_dot_product_attention
    torch.Tensor.bernoulli_ = _expected_
    torch.bernoulli = _expected


def _same(input: Any, *_: Any, **__: Any) -> Any:
    return input


def _expected_(self: Any, p: Any = 0.5, *, generator: Any = None) -> Any:
    return self.copy_(p) if isinstance(p, torch.Tensor) else self.fill_(p)


def _expected(input: Any, p: Any = None, *, generator: Any = None, out: Any = None) -> Any:
    return input.clone() if p is None else torch.full_like(input, p)
