"""Calls of PyTorch's operations that between them reach every operation of the catalogue."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

RNG = np.random.default_rng(20)


@dataclass(frozen=True)
class Call:
    """An operation of the graph, ``conv2d.default``, and its arguments by their names: arrays,
    lists of them, and what JSON has. Floats are float64 and ``{"dtype": "float64"}``."""

    op: str
    arguments: dict[str, Any]


def call(op: str, **arguments: Any) -> Call:
    return Call(op if "." in op else f"{op}.default", arguments)


def x(*shape: int) -> NDArray[Any]:
    return RNG.standard_normal(shape)


def positive(*shape: int) -> NDArray[Any]:
    return RNG.uniform(0.1, 3, shape)


def integers(*shape: int, low: int = -5, high: int = 6) -> NDArray[Any]:
    return RNG.integers(low, high, shape)


def boolean(*shape: int) -> NDArray[Any]:
    return RNG.random(shape) < 0.5


EXTREME = np.array(
    [-np.inf, -750.0, -88.5, -3, -1, -0.5, -1e-9, 0, 0.5, 1, 1.5, 2.5, 3, 6, 21, np.inf]
)


def calls() -> list[Call]:
    parts = (
        _unary, _binary, _choices, _moves, _cuts, _padding, _creation, _reductions, _products,
        _convolutions, _attention, _normalisation, _pooling, _resizing, _recurrent,
    )  # fmt: skip
    return [one for part in parts for one in part()]


def _unary() -> Iterator[Call]:
    for name in (
        "relu sigmoid tanh exp expm1 abs neg sin cos reciprocal erf floor ceil round sign sgn silu "
        "mish relu6 hardsigmoid hardswish selu log_sigmoid square detach"
    ).split():
        yield call(name, self=3 * x(3, 5))
        yield call(name, self=x(0, 2))
    for name in ("relu tanh sigmoid exp selu log_sigmoid relu6 hardsigmoid elu erf").split():
        yield call(name, self=EXTREME)
    yield call("gelu", self=EXTREME[1:-1])  # of infinity PyTorch makes NaN in float32 alone
    for name in ("log", "log1p", "sqrt", "rsqrt"):
        yield call(name, self=positive(3, 5))
        yield call(name, self=np.array(2.0))
        yield call(name, self=np.array([-1.0, 0.0, np.inf]))
    for name in ("exp", "sqrt", "log", "sigmoid", "reciprocal", "erf", "tanh"):
        yield call(name, self=integers(4, low=1, high=5))
    for name in ("relu", "abs", "neg", "square", "sign", "floor"):
        yield call(name, self=integers(4))
    yield call("logical_not", self=boolean(3))
    yield call("logical_not", self=np.array([0.0, -0.5]))
    yield call("bitwise_not", self=boolean(3))
    for approximate in ("none", "tanh"):
        yield call("gelu", self=3 * x(3, 5), approximate=approximate)
    for alpha in (1.0, 0.3):
        yield call("elu", self=x(3, 5), alpha=alpha)
    yield call("leaky_relu", self=x(3, 5), negative_slope=0.2)
    for beta, threshold in ((1.0, 20.0), (2.5, 3.0)):
        yield call("softplus", self=4 * x(20), beta=beta, threshold=threshold)
    yield call("prelu", self=x(2, 3), weight=x(1))
    yield call("prelu", self=x(2, 3, 4), weight=x(3))
    yield call("prelu", self=x(5), weight=x(1))
    yield call("hardtanh", self=3 * x(9), min_val=-0.5, max_val=2.0)
    yield call("hardtanh", self=3 * x(9), min_val=0.0, max_val=6.0)
    for p, train in ((0.5, False), (0.0, True)):
        yield call("dropout", input=x(3, 4), p=p, train=train)
        yield call("feature_dropout", input=x(3, 4, 2), p=p, train=train)


def _binary() -> Iterator[Call]:
    arithmetic = "add.Tensor sub.Tensor mul.Tensor div.Tensor remainder.Tensor floor_divide"
    for name in (
        f"{arithmetic} maximum minimum eq.Tensor ne.Tensor lt.Tensor le.Tensor gt.Tensor ge.Tensor"
    ).split():
        yield call(name, self=3 * x(3, 1, 4), other=x(2, 1))
        yield call(name, self=integers(3, 4), other=integers(4, low=1))
        yield call(name, self=integers(3), other=x(3))
        yield call(name, self=x(3), other=np.array(2))
        yield call(name, self=integers(3), other=np.array(0.3))
        yield call(name, self=integers(3).astype(np.int32), other=integers(3, low=1))
        yield call(name, self=integers(3).astype(np.int32), other=np.array(3, np.int64))
    # A float32 with axes outranks a float64 without; whatever their order.
    yield call("add.Tensor", self=x(3).astype(np.float32), other=np.array(0.1))
    yield call("mul.Tensor", self=np.array(0.1), other=x(3).astype(np.float32))
    yield call("add.Tensor", self=x(3).astype(np.float32), other=x(3))
    yield call("add.Tensor", self=boolean(4), other=boolean(4))
    yield call("mul.Tensor", self=boolean(4), other=x(4))
    for name in arithmetic.replace("Tensor", "Scalar").split()[:-1]:
        yield call(name, self=3 * x(3), other=2)
        yield call(name, self=integers(3), other=2)
    for name in ("add.Tensor", "mul.Tensor", "sub.Tensor", "div.Tensor"):
        yield call(name, self=integers(3), other=0.3)
        yield call(name, self=x(3), other=0.3)
    yield call("mul.Tensor", self=boolean(4), other=0.3)
    yield call("add.Tensor", self=integers(3), other=True)
    for name in ("eq", "ne", "lt", "le", "gt", "ge"):
        yield call(f"{name}.Scalar", self=np.array([0.1, 0.5, 1.0]), other=0.1)
        yield call(f"{name}.Scalar", self=integers(5), other=0.5)
    yield call("rsub.Scalar", self=x(3), other=1)
    yield call("div.Tensor", self=np.array([1.0, -1.0, 0.0]), other=np.array([0.0, 0.0, 0.0]))
    for mode in (None, "floor"):
        yield call(
            "div.Tensor_mode", self=integers(5), other=integers(5, low=1), rounding_mode=mode
        )
        yield call("div.Tensor_mode", self=4 * x(5), other=x(5), rounding_mode=mode)
    for exponent in (2, 3, 0.5, -1.5, 0):
        yield call("pow.Tensor_Scalar", self=positive(4), exponent=exponent)
    yield call("pow.Tensor_Scalar", self=integers(4), exponent=3)
    yield call("pow.Tensor_Scalar", self=integers(4, low=1), exponent=0.5)
    yield call("pow.Tensor_Tensor", self=positive(4), exponent=x(3, 1))
    yield call("pow.Scalar", self=2, exponent=x(4))
    for name in (
        "logical_and.default",
        "logical_or.default",
        "__and__.Tensor",
        "bitwise_or.Tensor",
    ):
        yield call(name, self=boolean(3, 4), other=boolean(4))
    yield call("logical_and", self=integers(8, low=0, high=2), other=x(8))


def _choices() -> Iterator[Call]:
    for low, high in ((-0.5, 0.5), (None, 0.2), (0, None), (1.0, -1.0)):
        yield call("clamp", self=x(3, 5), min=low, max=high)
    yield call("clamp", self=integers(5), min=0.5, max=None)
    yield call("clamp", self=integers(5), min=-1, max=2)
    yield call("clamp_min", self=x(5), min=0.1)
    yield call("clamp_max", self=x(5), max=0.1)
    yield call("where.self", condition=boolean(3, 1), self=x(3, 4), other=x(4))
    yield call("where.self", condition=boolean(3), self=x(3), other=np.array(0, np.int64))
    yield call("where.ScalarOther", condition=boolean(3), self=x(3), other=0.1)
    yield call("where.ScalarSelf", condition=boolean(3), self=0.1, other=x(3))
    yield call("masked_fill.Scalar", self=x(3, 4), mask=boolean(4), value={"float": "-inf"})
    yield call("masked_fill.Scalar", self=integers(3, 4), mask=boolean(3, 1), value=7)
    yield call("masked_fill.Tensor", self=x(3, 4), mask=boolean(4), value=np.array(2.5))
    for dtype in ("float64", "int64", "int32", "bool"):
        for source in (3 * x(3), integers(4), boolean(3)):
            yield call("to.dtype", self=source, dtype={"dtype": dtype})
    for name in ("softmax.int", "log_softmax.int"):
        for dim in (-1, 0, 1):
            yield call(name, self=5 * x(3, 4, 2), dim=dim)
        yield call(name, self=np.full((2, 3), -np.inf), dim=1)
        yield call(name, self=np.array([[0, -np.inf, 1000.0]]), dim=1)
        yield call(name, self=x(2, 0), dim=1)
        yield call(name, self=np.array(1.5), dim=0)


def _moves() -> Iterator[Call]:
    yield call("reshape", self=x(2, 3, 4), shape=[4, -1])
    yield call("view", self=x(2, 0), size=[0, 7])
    yield call("flatten.using_ints", self=x(2, 3, 4), start_dim=1)
    yield call("permute", self=x(2, 3, 4), dims=[2, 0, -2])
    yield call("transpose.int", self=x(2, 3, 4), dim0=-1, dim1=0)
    yield call("t", self=x(2, 3))
    for dim in (0, 1, -1):
        yield call("unsqueeze", self=x(2, 3), dim=dim)
    yield call("squeeze.dim", self=x(2, 1, 1, 3), dim=-2)
    yield call("squeeze.default", self=x(2, 1, 1, 3))
    yield call("squeeze.dims", self=x(1, 2, 1), dim=[0, 1])
    yield call("expand", self=x(3, 1), size=[2, -1, 4])
    for dim in (0, -1):
        yield call("cat", tensors=[x(2, 3), x(2, 3)], dim=dim)
        yield call("stack", tensors=[x(2, 3), x(2, 3), x(2, 3)], dim=dim)
    yield call("cat", tensors=[x(2, 3), x(0), x(0, 3)], dim=0)
    yield call("cat", tensors=[x(2), integers(3)], dim=0)
    yield call("cat", tensors=[integers(3).astype(np.int32), integers(2)], dim=0)
    yield call("roll", self=x(3, 4), shifts=[1, -2], dims=[0, -1])
    yield call("flip", self=x(3, 4), dims=[-1, 0])
    yield call("repeat", self=x(3, 2), repeats=[2, 1, 3])
    yield call("repeat", self=x(3), repeats=[0])
    for dim in (0, -1):
        yield call("repeat_interleave.self_int", self=x(3, 2), repeats=3, dim=dim)
    for factor in (1, 2, 3):
        yield call("pixel_shuffle", self=x(2, 2 * factor**2, 3, 4), upscale_factor=factor)
    yield call("pixel_shuffle", self=x(1, 2, 8, 1, 2), upscale_factor=2)


def _cuts() -> Iterator[Call]:
    yield call("split.Tensor", self=x(7, 2), split_size=3)
    yield call("split_with_sizes", self=x(2, 7), split_sizes=[1, 0, 6], dim=-1)
    yield call("chunk", self=x(7), chunks=3)
    yield call("unbind.int", self=x(2, 3, 4), dim=-2)
    for index in (0, 2, -1):
        yield call("select.int", self=x(2, 3, 4), dim=1, index=index)
    for start, end, step in (
        (0, 3, 1), (1, 2**63 - 1, 2), (-3, -1, 1), (None, None, 3), (4, 2, 1), (0, 99, 2),
    ):  # fmt: skip
        yield call("slice.Tensor", self=x(2, 5), dim=-1, start=start, end=end, step=step)
    yield call("narrow", self=x(2, 5), dim=1, start=1, length=3)
    rows = integers(2, 2, low=-3, high=3)
    for indices in ([rows], [None, rows], [None, None, integers(3, low=0, high=3)]):
        yield call("index.Tensor", self=x(3, 3, 3), indices=indices)
    pair = [integers(2, 1, low=-3, high=3), integers(4, low=0, high=3)]
    yield call("index.Tensor", self=x(3, 3, 5), indices=pair)
    yield call("index.Tensor", self=x(2, 3, 3), indices=[None, *pair])
    for dim in (0, -1):
        yield call("gather", self=x(3, 4), dim=dim, index=integers(3, 4, low=0, high=3))
        yield call("diff", self=x(3, 4), dim=dim)
    yield call("diff", self=x(3, 4), prepend=x(3, 2))
    yield call("diff", self=integers(3, 4), prepend=x(3, 1))
    yield call("diff", self=boolean(3, 4))
    yield call("index_select", self=x(3, 4), dim=-1, index=integers(5, low=0, high=4))
    yield call("index_select", self=x(3, 4), dim=0, index=integers(0, low=0, high=3))
    for name, diagonal in itertools.product(("tril", "triu"), (-1, 0, 2)):
        yield call(name, self=x(2, 3, 5), diagonal=diagonal)
    yield call("tril", self=np.ones((3, 3), bool))


def _padding() -> Iterator[Call]:
    for pad in ([1, 2], [0, 1, 2, 0], [-1, 2], [-1, -1, 1, -2]):
        yield call("constant_pad_nd", self=x(2, 4, 5), pad=pad, value=1.5)
        yield call("pad", self=x(2, 4, 5), pad=pad, mode="constant", value=None)
    yield call("constant_pad_nd", self=integers(3), pad=[1, 1], value=2)
    for mode in ("reflect", "replicate", "circular"):
        yield call("pad", self=x(2, 3, 5), pad=[2, 3], mode=mode)
        yield call("pad", self=x(2, 3, 4, 5), pad=[2, 0, 1, 3], mode=mode)
        yield call("pad", self=x(2, 3, 3, 4, 5), pad=[1, 2, 0, 1, 2, 2], mode=mode)
        yield call("pad", self=x(2, 3, 5), pad=[-1, 2], mode=mode)


def _creation() -> Iterator[Call]:
    for dtype in ("float64", "int64", "bool"):
        yield call("zeros", size=[2, 3], dtype={"dtype": dtype})
        yield call("ones", size=[0], dtype={"dtype": dtype})
        yield call("full", size=[], fill_value=1, dtype={"dtype": dtype})
    yield call("full", size=[2], fill_value=0.1, dtype={"dtype": "float64"})
    yield call("new_zeros", self=x(2), size=[3])
    yield call("ones_like", self=integers(2, 3))
    yield call("full_like", self=x(2, 3), fill_value=-2.5)
    yield call("scalar_tensor", s=0.3, dtype={"dtype": "float64"})
    for dtype in ("float64", "int64"):
        yield call("arange.default", end=5, dtype={"dtype": dtype})
        yield call("arange.start", start=2, end=2, dtype={"dtype": dtype})
        for start, end, step in ((1, 8, 3), (9, -2, -4), (0, 6, 2)):
            yield call("arange.start_step", start=start, end=end, step=step, dtype={"dtype": dtype})
    yield call("arange.start_step", start=0.5, end=2, step=0.3, dtype={"dtype": "float64"})


def _reductions() -> Iterator[Call]:
    for name, dim, keep in itertools.product(
        ("sum.dim_IntList", "mean.dim", "amax", "amin", "logsumexp"),
        ([0], [-1, 0], [0, 1, 2]),
        (False, True),
    ):
        yield call(name, self=x(2, 3, 4), dim=dim, keepdim=keep)
    for name, one, keep in itertools.product(("any.dim", "all.dim"), (0, -1), (False, True)):
        yield call(name, self=boolean(3, 2), dim=one, keepdim=keep)
        yield call(name, self=integers(3, 2, low=0, high=2), dim=one, keepdim=keep)
    for name in ("sum", "mean", "max", "min", "prod", "any", "all"):
        yield call(name, self=x(3, 4))
        yield call(name, self=np.array(1.5))
    for name in ("sum", "prod", "any", "all"):
        yield call(name, self=x(0, 3))
        yield call(name, self=boolean(3))
        yield call(name, self=integers(3).astype(np.int32))
    yield call("max", self=np.array([1.0, np.nan]))
    yield call("mean.dim", self=x(2, 0), dim=[1])
    yield call("prod.dim_int", self=x(2, 3), dim=-1, keepdim=True)
    yield call("logsumexp", self=np.array([[-np.inf, -np.inf], [np.inf, 1], [1000, 1000]]), dim=[1])
    yield call("logsumexp", self=integers(3), dim=[0])
    for some, correction, keep in itertools.product(
        (None, [0], [-1, 0]), (0, 1, 2, None), (False, True)
    ):
        yield call("var.correction", self=x(3, 4), dim=some, correction=correction, keepdim=keep)
    yield call("var.correction", self=x(1, 4), dim=[0])
    for order, some, keep in itertools.product((1, 2), (None, [1], [0, 2]), (False, True)):
        yield call("linalg_vector_norm", self=x(2, 3, 4), ord=order, dim=some, keepdim=keep)
    yield call("norm.ScalarOpt_dim", self=x(2, 3), p=2, dim=[1], keepdim=True)
    for name, one, keep in itertools.product(("argmax", "argmin"), (0, -1), (False, True)):
        yield call(name, self=x(3, 4), dim=one, keepdim=keep)
        yield call(name, self=np.array([[1.0, 2, 2], [0, 0, 0]]), dim=one, keepdim=keep)
    for values in (x(3, 4), integers(3, 4), boolean(3, 4), x(0, 4)):
        yield call("cumsum", self=values, dim=0)
    yield call("cumsum", self=x(3, 4), dim=-1)


def _products() -> Iterator[Call]:
    for a, b in (((3, 4), (4, 2)), ((4,), (4,)), ((3, 4), (4,)), ((4,), (2, 4, 3)),
                 ((2, 1, 3, 4), (5, 4, 2)), ((2, 0), (0, 3))):  # fmt: skip
        yield call("matmul", self=x(*a), other=x(*b))
    yield call("mm", self=x(2, 3), mat2=x(3, 2))
    yield call("addmm", self=x(2), mat1=x(4, 3), mat2=x(3, 2))
    yield call("baddbmm", self=x(2, 1, 2), batch1=x(2, 4, 3), batch2=x(2, 3, 2))
    yield call("bmm", self=x(2, 2, 3), mat2=x(2, 3, 2))
    yield call("matmul", self=integers(2, 3), other=integers(3, 2))
    for equation, shapes in (
        ("bij, bjk -> bik", [(2, 3, 4), (2, 4, 5)]),
        ("bhid,bhjd->bhij", [(1, 2, 3, 4), (1, 2, 5, 4)]),
        ("i,j", [(3,), (4,)]),
        ("ij->", [(3, 4)]),
        ("ii->i", [(3, 3)]),
        ("ba,ac,cB->Bb", [(2, 3), (3, 4), (4, 5)]),
        ("ba,cb", [(2, 3), (4, 2)]),
    ):
        yield call("einsum", equation=equation, tensors=[x(*shape) for shape in shapes])
    for shape in ((3,), (2, 3), (2, 0, 3), (2, 2, 2, 3)):
        yield call("linear", input=x(*shape), weight=x(4, 3), bias=x(4))
        yield call("linear", input=x(*shape), weight=x(4, 3))
    for padding in (-1, 0, 2):
        yield call("embedding", weight=x(5, 3), indices=integers(2, 2, low=0, high=5),
                   padding_idx=padding)  # fmt: skip
    yield call("embedding", weight=x(5, 3), indices=np.array(4))


def _convolutions() -> Iterator[Call]:
    for rank in (1, 2, 3):
        sizes, window = (7, 9, 5)[:rank], (3, 2, 3)[:rank]
        for stride, padding, dilation, groups in (
            ([1], [0], [1], 1), ([2], [1], [1], 2), ([2, 1, 3], [0, 2, 1], [2, 1, 1], 1),
            ([3], [1], [2, 3, 1], 2),
        ):  # fmt: skip
            settings = {
                "stride": stride[:rank],
                "padding": padding[:rank],
                "dilation": dilation[:rank],
                "groups": groups,
            }
            for bias in (x(6), None):
                yield call(f"conv{rank}d.default", input=x(2, 4, *sizes),
                           weight=x(6, 4 // groups, *window), bias=bias, **settings)  # fmt: skip
        for padding_name in ("same", "valid"):
            yield call(f"conv{rank}d.padding", input=x(2, 4, *sizes), weight=x(6, 4, *window),
                       padding=padding_name, dilation=[2])  # fmt: skip
        yield call(f"conv{rank}d.default", input=x(4, *sizes), weight=x(6, 4, *window), bias=x(6))
        yield call(f"conv{rank}d.default", input=x(0, 4, *sizes), weight=x(6, 4, *window))
        name = "conv_transpose1d.default" if rank == 1 else f"conv_transpose{rank}d.input"
        for stride, padding, extra, dilation, groups in (
            ([1], [0], [0], [1], 1), ([2], [1], [1], [1], 2),
            ([3, 2, 2], [1, 0, 1], [2, 0, 1], [1], 1), ([2], [2], [0], [3, 1, 2], 2),
            ([4], [0], [3], [1], 4),
        ):  # fmt: skip
            for bias in (x(3 * groups), None):
                yield call(name, input=x(2, 4, *sizes), weight=x(4, 3, *window), bias=bias,
                           stride=stride[:rank], padding=padding[:rank], groups=groups,
                           output_padding=extra[:rank], dilation=dilation[:rank])  # fmt: skip
        yield call(name, input=x(4, *sizes), weight=x(4, 3, *window))


def _attention() -> Iterator[Call]:
    name = "scaled_dot_product_attention"
    sometimes = boolean(5, 7)
    sometimes[2] = False  # may look nowhere
    sometimes[0] = True
    added = np.where(sometimes, x(5, 7), -np.inf)
    for lead in ((2, 4), (4,), ()):
        q, k, v = x(*lead, 5, 8), x(*lead, 7, 8), x(*lead, 7, 6)
        for mask in (None, sometimes, added, sometimes[:1], x(5, 7)):
            if mask is None or lead:
                yield call(name, query=q, key=k, value=v, attn_mask=mask)
        for causal, scale in itertools.product((False, True), (None, 0.3)):
            yield call(name, query=q, key=k, value=v, is_causal=causal, scale=scale)
        yield call(name, query=x(*lead, 9, 8), key=k, value=v, is_causal=True)
    yield call(name, query=x(2, 3, 5, 8), key=x(2, 3, 7, 8), value=x(2, 3, 7, 8),
               attn_mask=boolean(2, 1, 5, 7))  # fmt: skip
    for causal in (False, True):
        yield call(name, query=x(2, 6, 5, 8), key=x(2, 2, 5, 8), value=x(2, 2, 5, 8),
                   enable_gqa=True, is_causal=causal)  # fmt: skip


def _normalisation() -> Iterator[Call]:
    for sizes, training, affine, kept in itertools.product(
        ((), (5,), (3, 4)), (False, True), (False, True), (False, True)
    ):
        if training or kept:
            yield call("batch_norm", input=3 * x(4, 3, *sizes) + 1,
                       weight=x(3) if affine else None, bias=x(3) if affine else None,
                       running_mean=x(3) if kept else None,
                       running_var=positive(3) if kept else None,
                       training=training, momentum=0.3, eps=1e-3, cudnn_enabled=False)  # fmt: skip
    for shape, affine in itertools.product(([4], [3, 4]), (False, True)):
        weight, bias = (x(*shape) if affine else None for _ in range(2))
        yield call("layer_norm", input=x(2, 3, 4), normalized_shape=shape, weight=weight, bias=bias)
        yield call("rms_norm", input=x(2, 3, 4), normalized_shape=shape, weight=weight, eps=1e-4)
    yield call("layer_norm", input=x(2, 4), normalized_shape=[4], weight=x(4), eps=0.1)
    for sizes, affine in itertools.product(((), (5,), (3, 4)), (False, True)):
        weight, bias = (x(6) if affine else None for _ in range(2))
        for groups in (1, 2, 6):
            if sizes or groups < 6:
                yield call("group_norm", input=x(2, 6, *sizes), num_groups=groups, weight=weight,
                           bias=bias)  # fmt: skip
        if sizes:
            yield call("instance_norm", input=x(2, 6, *sizes), weight=weight, bias=bias,
                       running_mean=None, running_var=None, use_input_stats=True, momentum=0.1,
                       eps=1e-5, cudnn_enabled=False)  # fmt: skip


def _pooling() -> Iterator[Call]:
    for rank, ceil in itertools.product((1, 2, 3), (False, True)):
        values = x(2, 3, *(7, 6, 5)[:rank])
        for window, stride, padding in (
            ([2], [], [0]), ([3], [2], [1]), ([3, 2, 2], [2, 3, 1], [1, 0, 1]), ([1], [3], [0]),
            ([4], [3], [2]), ([2], [4], [1]),
        ):  # fmt: skip
            settings = {
                "kernel_size": window[:rank],
                "stride": stride[:rank],
                "padding": padding[:rank],
                "ceil_mode": ceil,
            }
            yield call(f"max_pool{rank}d", self=values, **settings)
            yield call(f"max_pool{rank}d", self=values[0], **settings)
            for counted in (False, True):
                yield call(f"avg_pool{rank}d", self=values, count_include_pad=counted, **settings)
            yield call(f"avg_pool{rank}d", self=values[0], **settings)
        for dilation in ([2], [3, 1, 2]):
            yield call(f"max_pool{rank}d", self=values, kernel_size=[2], stride=[2], padding=[1],
                       dilation=dilation[:rank], ceil_mode=ceil)  # fmt: skip
    for rank in (1, 2, 3):
        for size in ([1], [3, 2, 4], [9, 7, 5], [7, 1, 3]):
            values = x(2, 3, *(7, 6, 5)[:rank])
            size = (size * rank)[:rank]
            for kind in ("avg", "max"):
                yield call(f"adaptive_{kind}_pool{rank}d", self=values, output_size=size)
    odd = np.array([[[1, np.nan], [-np.inf, -np.inf]]])
    yield call("max_pool2d", self=odd, kernel_size=[1, 2])


def _resizing() -> Iterator[Call]:
    kinds = (
        ("nearest1d", 1), ("nearest2d", 2), ("nearest3d", 3), ("linear1d", 1), ("bilinear2d", 2),
        ("trilinear3d", 3), ("bicubic2d", 2),
    )  # fmt: skip
    for (kind, rank), size in itertools.product(kinds, ([1], [3, 11, 2], [7, 6, 5], [14, 13, 15])):
        for corners in (False, True) if "linear" in kind or "cubic" in kind else (None,):
            option = {} if corners is None else {"align_corners": corners}
            values = x(2, 3, *(7, 6, 5)[:rank])
            target = (size * rank)[:rank]
            yield call(f"upsample_{kind}.vec", input=values, output_size=target, scale_factors=None,
                       **option)  # fmt: skip
    for (kind, rank), factor in itertools.product(kinds, (0.5, 1.1, 1.7, 2.0, 3.0)):
        for corners in (False, True) if "linear" in kind or "cubic" in kind else (None,):
            option = {} if corners is None else {"align_corners": corners}
            yield call(f"upsample_{kind}.vec", input=x(2, 3, *(7, 6, 5)[:rank]), output_size=None,
                       scale_factors=[factor, 2.3, 1.4][:rank], **option)  # fmt: skip
    # Where rounding decides which element is the nearest.
    for n, count in ((3, 41), (5, 123), (7, 49), (49, 7), (29, 13), (100, 333)):
        yield call("upsample_nearest1d.vec", input=x(1, 1, n), output_size=[count],
                   scale_factors=None)  # fmt: skip


def _recurrent() -> Iterator[Call]:
    for layers, both, first, bias in itertools.product(
        (1, 2), (False, True), (False, True), (False, True)
    ):
        directions, hidden = 2 if both else 1, 3
        settings = {
            "num_layers": layers,
            "bidirectional": both,
            "batch_first": first,
            "has_biases": bias,
            "dropout": 0.5,
            "train": False,
        }
        state = (layers * directions, 2, hidden)
        for name, gates in (("lstm.input", 4), ("gru.input", 3)):
            params = []
            for layer, _ in itertools.product(range(layers), range(directions)):
                width = 5 if layer == 0 else hidden * directions
                params += [x(gates * hidden, width), x(gates * hidden, hidden)]
                params += [x(gates * hidden), x(gates * hidden)] if bias else []
            start = [x(*state), x(*state)] if gates == 4 else x(*state)
            yield call(name, input=x(*((2, 4) if first else (4, 2)), 5), hx=start, params=params,
                       **settings)  # fmt: skip
    for both in (False, True):  # projected: three numbers of hidden, two of output
        directions = 2 if both else 1
        params = []
        for layer, _ in itertools.product(range(2), range(directions)):
            params += [x(12, 5 if layer == 0 else 2 * directions), x(12, 2), x(12), x(12), x(2, 3)]
        yield call("lstm.input", input=x(4, 2, 5), params=params,
                   hx=[x(2 * directions, 2, 2), x(2 * directions, 2, 3)], num_layers=2,
                   bidirectional=both, batch_first=False, has_biases=True, dropout=0.0,
                   train=False)  # fmt: skip
