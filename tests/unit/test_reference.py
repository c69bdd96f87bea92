"""The reference by laws that need no framework: small cases by hand, and edges of shapes."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

import isograd.ir.reference
from isograd.ir.catalogue import OPERATIONS
from isograd.ir.program import Call, Input, Node, Program, Ref, Size, Tensor, Type, Weight
from isograd.ir.reference import MEANINGS, DisagreementError, evaluate, run
from isograd.ir.reference.sizes import InvalidSizeError, size

F32, F64 = np.float32, np.float64


def one(op: str, *inputs: Any, training: bool = False, **attributes: Any) -> NDArray[Any]:
    """The only result of an operation."""
    (value,) = evaluate(op, inputs, attributes, training=training)
    return value


def test_every_operation_has_a_meaning() -> None:
    assert set(OPERATIONS) == set(MEANINGS)


def test_its_modules_are_short() -> None:
    folder = Path(isograd.ir.reference.__file__).parent
    lengths = {path.name: len(path.read_text("utf-8").splitlines()) for path in folder.glob("*.py")}
    assert {} == {name: lines for name, lines in lengths.items() if lines >= 300}


@pytest.mark.parametrize(
    ("op", "x", "expected"),
    [
        ("relu", [-1.0, 2.0], [0, 2]),
        ("sigmoid", [0.0, -1000.0, 1000.0], [0.5, 0, 1]),
        ("relu6", [-1.0, 7.0], [0, 6]),
        ("hard_sigmoid", [-3.0, 0.0, 3.0], [0, 0.5, 1]),
        ("hard_swish", [-4.0, 3.0], [0, 3]),
        ("softsign", [-1.0, 3.0], [-0.5, 0.75]),
        ("log_sigmoid", [0.0, -1000.0], [-np.log(2), -1000]),
        ("round", [0.5, 1.5, -0.5], [0, 2, 0]),
        ("rsqrt", [4.0], [0.5]),
        ("selu", [1.0], [1.0507009873554805]),
        ("mish", [0.0], [0]),
    ],
)
def test_unary(op: str, x: list[float], expected: list[float]) -> None:
    np.testing.assert_allclose(one(op, np.array(x)), expected, rtol=1e-15, atol=0)


@pytest.mark.parametrize("op", ["read", "stop_gradient", "dropout", "drop_path"])
def test_what_has_no_effect(op: str) -> None:
    attributes = {name: 0.5 for name in OPERATIONS[op].attributes}
    x = np.array([1.0, -2.0])
    assert np.array_equal(x, one(op, x, training=True, **attributes))


A32, A64 = np.ones(2, F32), np.ones(2, F64)
INT, BOOL = np.ones(2, np.int64), np.ones(2, bool)


@pytest.mark.parametrize(
    ("op", "a", "b", "dtype"),
    [
        ("add", A32, 0.1, "float32"),
        ("add", A32, A64, "float64"),
        ("add", A32, np.array(0.1, F64), "float32"),  # no axes: outranked
        ("add", np.array(1.0, F32), np.array(0.1, F64), "float64"),
        ("add", INT, A32, "float32"),
        ("add", INT, 0.5, "float32"),
        ("add", INT, np.array(0.5, F64), "float64"),
        ("add", INT.astype(np.int32), 2, "int32"),
        ("add", INT.astype(np.int32), INT, "int64"),
        ("multiply", BOOL, 2, "int64"),
        ("multiply", BOOL, A32, "float32"),
        ("divide", INT, INT, "float32"),
        ("divide", INT, 2, "float32"),
        ("floor_divide", INT, 2, "int64"),
        ("less", INT, 0.5, "bool"),
        ("logical_and", INT, BOOL, "bool"),
    ],
)
def test_types_meet_as_in_the_source(op: str, a: Any, b: Any, dtype: str) -> None:
    assert dtype == one(op, a, b).dtype
    if op != "floor_divide" and isinstance(b, np.ndarray):
        assert dtype == one(op, b, a).dtype


def test_a_comparison_takes_place_in_the_type_of_the_array() -> None:
    assert one("equal", np.array([0.1], F32), 0.1).all()


def test_the_default_float_is_what_integers_become() -> None:
    (found,) = evaluate("divide", [INT, 2], {}, training=False, floating="float64")
    assert found.dtype == F64
    assert one("exp", INT).dtype == F32
    assert one("sum", BOOL, axes=(0,), keep=False).dtype == np.int64


def test_shapes() -> None:
    x = np.arange(6).reshape(2, 3)
    assert one("pad", x, widths=((0, 0), (1, -1)), mode="constant", value=9).tolist() == [
        [9, 0, 1],
        [9, 3, 4],
    ]
    assert one("pad", x, widths=((0, 0), (2, 2)), mode="reflect", value=0)[0].tolist() == [
        *(2, 1, 0, 1, 2, 1, 0)
    ]
    assert one("pad", x, widths=((0, 0), (1, 2)), mode="circular", value=0)[0].tolist() == [
        *(2, 0, 1, 2, 0, 1)
    ]
    assert one("roll", x, shifts=(1,), axes=()).tolist() == [[5, 0, 1], [2, 3, 4]]
    assert one("slice", x, axis=1, start=-2, stop=None, step=1).tolist() == [[1, 2], [4, 5]]
    assert one("select", x, axis=1, index=-1).tolist() == [2, 5]
    assert one("take", x, np.array([[0], [-1]]), axis=1).shape == (2, 2, 1)
    assert one("index", x, np.array([0, 1]), np.array([2, 0]), axes=(0, 1)).tolist() == [2, 3]
    assert one("take_along", x, np.array([[1]]), axis=1).tolist() == [[1]]  # not [[1], [4]]
    assert one("difference", x, np.array([[4], [3]]), axis=1).tolist() == [[-4, 1, 1], [0, 1, 1]]
    first, none, rest = evaluate("split", [x], {"sizes": (1, 0, 2), "axis": 1}, training=False)
    assert (first.shape, none.shape, rest.shape) == ((2, 1), (2, 0), (2, 2))
    assert len(evaluate("unstack", [x], {"axis": 1}, training=False)) == 3
    shuffled = one("pixel_shuffle", np.arange(4).reshape(1, 4, 1, 1), factor=2)
    assert shuffled.tolist() == [[[[0, 1], [2, 3]]]]
    assert one("arange", start=0, stop=5, step=2, dtype="int64").tolist() == [0, 2, 4]
    assert one("arange", start=3, stop=3, step=1, dtype="float32").shape == (0,)


def test_reductions() -> None:
    x = np.array([[1.0, 2, 3, 4]])
    assert one("variance", x, axes=(1,), keep=False, correction=1) == pytest.approx(5 / 3)
    assert np.isnan(one("variance", x, axes=(0,), keep=False, correction=1)).all()
    assert one("norm", x, axes=(0, 1), keep=False, order=1) == 10
    assert one("norm", np.array([3.0, 4]), axes=(0,), keep=True, order=2).tolist() == [5]
    assert one("argmax", np.array([[2, 7, 7]]), axis=1, keep=True).tolist() == [[1]]
    assert one("logsumexp", np.full(2, -np.inf), axes=(0,), keep=False) == -np.inf
    assert one("softmax", np.array([1000.0, 1000.0]), axis=0).tolist() == [0.5, 0.5]
    assert one("softmax", np.zeros((2, 0)), axis=1).shape == (2, 0)
    assert np.isnan(one("mean", np.zeros((2, 0)), axes=(1,), keep=False)).all()
    assert one("prod", np.zeros((0, 2)), axes=(0,), keep=False).tolist() == [1, 1]


def convolved(**changed: Any) -> dict[str, Any]:
    return {"stride": (1,), "padding": ((0, 0),), "dilation": (1,), "groups": 1, **changed}


def test_convolution_by_hand() -> None:
    x, w = np.array([[[1.0, 2, 3, 4]]]), np.array([[[1.0, 10]]])
    assert one("conv", x, w, None, **convolved()).tolist() == [[[21, 32, 43]]]
    assert one("conv", x, w, np.array([0.5]), **convolved(stride=(2,))).tolist() == [[[21.5, 43.5]]]
    assert one("conv", x, w, None, **convolved(dilation=(3,))).tolist() == [[[41]]]
    padded = one("conv", x[0], w, None, **convolved(padding=((0, 1),)))
    assert padded.tolist() == [[21, 32, 43, 4]]  # without a batch axis
    assert one("conv", x[:0], w, None, **convolved()).shape == (0, 1, 3)


def test_a_grouped_convolution_is_one_for_each_group() -> None:
    rng = np.random.default_rng(0)
    x, w = rng.standard_normal((2, 4, 5, 6)), rng.standard_normal((6, 2, 3, 2))
    settings: dict[str, Any] = {"stride": (1, 2), "padding": ((1, 1), (0, 0)), "dilation": (1, 1)}
    whole = one("conv", x, w, None, groups=2, **settings)
    parts = [
        one("conv", x[:, 2 * g : 2 * g + 2], w[3 * g : 3 * g + 3], None, groups=1, **settings)
        for g in (0, 1)
    ]
    np.testing.assert_allclose(whole, np.concatenate(parts, axis=1), rtol=1e-12)


@pytest.mark.parametrize(("stride", "padding", "dilation"), [(1, 0, 1), (2, 1, 1), (3, 2, 2)])
def test_a_transposed_convolution_is_the_transpose(
    stride: int, padding: int, dilation: int
) -> None:
    """⟨conv(x), y⟩ = ⟨x, conv_transpose(y)⟩."""
    rng = np.random.default_rng(0)
    x, w = rng.standard_normal((1, 2, 11)), rng.standard_normal((4, 2, 3))
    settings: dict[str, Any] = {"stride": (stride,), "dilation": (dilation,), "groups": 1}
    y = rng.standard_normal((1, 4, 100))
    forward = one("conv", x, w, None, padding=((padding, padding),), **settings)
    y = y[..., : forward.shape[-1]]
    left = (11 + 2 * padding - dilation * 2 - 1) % stride
    back = one("conv_transpose", y, w, None, padding=(padding,), output_padding=(left,), **settings)
    assert back.shape == x.shape
    assert np.sum(forward * y) == pytest.approx(np.sum(x * back), rel=1e-12)


def attended(q: Any, k: Any, v: Any, mask: Any, **changed: Any) -> NDArray[Any]:
    settings = {"scale": None, "causal": False, "grouped": False, "dropout": 0.0, **changed}
    return one("attention", q, k, v, mask, **settings)


def test_attention() -> None:
    q, v = np.zeros((2, 3, 4)), np.arange(6.0).reshape(2, 3, 1)
    np.testing.assert_allclose(attended(q, q, v, None)[..., 0], [[1, 1, 1], [4, 4, 4]])
    np.testing.assert_allclose(attended(q, q, v, None, causal=True)[0, :, 0], [0, 0.5, 1])
    nowhere = np.array([[True, False, False], [False] * 3, [True] * 3])
    for mask in (nowhere, np.where(nowhere, 0, -np.inf)):
        np.testing.assert_allclose(attended(q, q, v, mask)[1, :, 0], [3, 0, 4])
    shared = attended(q, q[:1], v[:1], None, grouped=True)
    assert np.array_equal(shared, attended(q, q[[0, 0]], v[[0, 0]], None))


def test_batch_norm_keeps_the_unbiased_variance() -> None:
    x = np.array([[1.0], [3.0]])
    settings = {"epsilon": 0.0, "momentum": 0.25}
    state = [np.array([4.0]), np.array([8.0])]
    inputs = [x, None, None, *state]
    y, mean, variance = evaluate(
        "batch_norm", inputs, {**settings, "training": "mode"}, training=True
    )
    assert (y[:, 0].tolist(), mean.tolist(), variance.tolist()) == ([-1, 1], [3.5], [6.5])
    for kind, training in (("mode", False), ("never", True)):
        (y,) = evaluate("batch_norm", inputs, {**settings, "training": kind}, training=training)
        np.testing.assert_allclose(y, (x - 4) / np.sqrt(8))
    (y,) = evaluate(
        "batch_norm", [x, *[None] * 4], {**settings, "training": "always"}, training=False
    )
    assert y[:, 0].tolist() == [-1, 1]


def test_the_other_norms() -> None:
    x = np.random.default_rng(0).standard_normal((2, 6, 5)) * 3 + 1
    each = one("instance_norm", x, None, None, epsilon=1e-5)
    grouped = one("group_norm", x, None, None, groups=6, epsilon=1e-5)
    np.testing.assert_allclose(each, grouped, rtol=1e-12)
    whole = one("group_norm", x, None, None, groups=1, epsilon=1e-5)
    np.testing.assert_allclose(
        whole, one("layer_norm", x, None, None, axes=(1, 2), epsilon=1e-5), rtol=1e-12
    )
    rms = one("rms_norm", np.array([[3.0, 4]]), np.array([1.0, 2]), axes=(1,), epsilon=0)
    np.testing.assert_allclose(rms, np.array([[3.0, 8]]) / np.sqrt(12.5))


def pooled(op: str, x: Any, **changed: Any) -> NDArray[Any]:
    settings = {"window": (2,), "stride": (2,), "padding": (0,), "ceil": False, **changed}
    return one(op, np.array(x, F64), **settings)


def test_pooling_by_hand() -> None:
    x = [[1, 2, 3, 4, 5]]
    assert pooled("max_pool", x, dilation=(1,)).tolist() == [[2, 4]]
    assert pooled("max_pool", x, dilation=(1,), ceil=True).tolist() == [[2, 4, 5]]
    assert pooled("max_pool", x, dilation=(2,), stride=(1,)).tolist() == [[3, 4, 5]]
    assert pooled("average_pool", x, ceil=True, count_padding=True).tolist() == [[1.5, 3.5, 5]]
    counted = pooled("average_pool", x, padding=(1,), count_padding=True)
    assert counted.tolist() == [[0.5, 2.5, 4.5]]
    assert pooled("average_pool", x, padding=(1,), count_padding=False)[0, 0] == 1
    adaptive = one("adaptive_average_pool", np.array(x, F64), size=(3,))
    assert adaptive.tolist() == [[1.5, 3, 4.5]]
    assert one("adaptive_max_pool", np.array(x), size=(7,)).shape == (1, 7)


@pytest.mark.parametrize("method", ["linear", "cubic"])
@pytest.mark.parametrize("corners", [False, True])
def test_resizing_keeps_what_is_constant(method: str, corners: bool) -> None:
    x = np.full((1, 1, 5), 2.5)
    settings: dict[str, Any] = {"method": method, "align_corners": corners, "scale": None}
    for count in (1, 4, 5, 13):
        np.testing.assert_allclose(one("resize", x, size=(count,), **settings), 2.5, rtol=1e-14)
    line = np.arange(5.0).reshape(1, 1, 5)
    assert np.array_equal(one("resize", line, size=(5,), **settings), line)


def test_resizing_by_hand() -> None:
    x = np.array([[[0.0, 3]]])
    settings: dict[str, Any] = {"align_corners": False, "scale": None}
    assert one("resize", x, size=(3,), method="nearest", **settings).tolist() == [[[0, 0, 3]]]
    assert one("resize", x, size=(4,), method="linear", **settings).tolist() == [
        [[0, 0.75, 2.25, 3]]
    ]
    settings["align_corners"] = True
    assert one("resize", x, size=(4,), method="linear", **settings).tolist() == [[[0, 1, 2, 3]]]


def test_recurrent_layers_with_open_gates() -> None:
    """All weights 0, so gates are 0.5 and nothing is new: the state halves."""
    settings = {
        "layers": 1,
        "dropout": 0.0,
        "bidirectional": False,
        "batch_first": False,
        "bias": False,
    }
    x, state = np.ones((2, 1, 3)), np.full((1, 1, 2), 8.0)
    y, h = evaluate("gru", [x, state, np.zeros((6, 3)), np.zeros((6, 2))], settings, training=True)
    assert (y[:, 0, 0].tolist(), h.shape) == ([4, 2], (1, 1, 2))
    y, h, c = evaluate(
        "lstm", [x, state, state, np.zeros((8, 3)), np.zeros((8, 2))], settings, training=True
    )
    assert c[0, 0].tolist() == [2, 2]
    np.testing.assert_allclose(y[:, 0, 0], 0.5 * np.tanh([4, 2]))
    assert np.array_equal(h[0], y[-1])


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("batch", 6),
        ("2*batch + 1", 13),
        ("-(batch//4)", -1),
        ("((time//2)) + 10", 12),
        ("batch/2", 3),
        ("Mod(batch, time)", 1),
        ("Max(1, batch - 7)", 1),
        ("Min(batch, time)", 5),
        ("floor(batch/4)", 1),
        ("TruncToInt(1.7*ToFloat(batch))", 10),
        ("batch**2", 36),
        ("IntTrueDiv(batch, 4)", 1.5),
    ],
)
def test_sizes(expression: str, expected: float) -> None:
    found = size(expression, {"batch": 6, "time": 5})
    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize(
    "expression",
    ["__import__('os')", "batch.real", "width", "(lambda: 1)()", "batch if 1 else 2", "1 +", "1/0"],
)
def test_what_is_no_size(expression: str) -> None:
    with pytest.raises(InvalidSizeError):
        size(expression, {"batch": 6})


def program(*nodes: Node, outputs: Any) -> Program:
    def tensor(kind: str, *shape: int) -> Tensor:
        return Tensor(kind, Type("float32", shape), kind == "parameter", True)

    tensors = {
        "weight": tensor("parameter", 2, 3),
        "mean": tensor("buffer", 3),
        "variance": tensor("buffer", 3),
    }
    tensors["tied"] = Tensor("parameter", tensors["weight"].type, True, True, alias="weight")
    inputs = [Input("x", "float32", ("batch", 3))]
    return Program(Call("", "", list(nodes)), {}, tensors, inputs, outputs)


BATCH = Size("batch")
X = np.array([[1.0, 2, 3], [4, 5, 7]])
TENSORS = {"weight": np.ones((2, 3)), "mean": np.zeros(3), "variance": np.ones(3)}


def narrow(values: dict[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    return {name: value.astype(F32) for name, value in values.items()}


def test_a_program_runs_in_the_type_of_what_it_is_given() -> None:
    made = Type("float32", (BATCH, 2))
    wide = program(
        Node("linear", [Ref("x"), Weight("tied"), None], {}, ["y"], [made]),
        Node("full", [], {"shape": (BATCH, 2), "value": 0.1, "dtype": "float32"}, ["c"], [made]),
        Node("add", [Ref("y"), Ref("c")], {}, ["z"], [made]),
        Node("multiply", [Ref("z"), Size("2*batch")], {}, ["w"], [made]),
        outputs={"kind": "dict", "items": {"w": Ref("w"), "rest": {"kind": "tuple", "items": [7]}}},
    )
    outcome = run(wide, {"x": X}, TENSORS, training=False, sizes={"batch": 2})
    assert outcome.outputs["rest.0"] == 7
    assert outcome.outputs["w"].tolist() == [[24.4, 24.4], [64.4, 64.4]]  # 0.1 is not of float32
    assert {"x", "y", "c", "z", "w"} == set(outcome.values)
    single = run(wide, narrow({"x": X}), narrow(TENSORS), training=False, sizes={"batch": 2})
    assert single.outputs["w"].dtype == F32


def normed(x: str, y: str, mean: Ref | Weight) -> Node:
    return Node(
        "batch_norm",
        [Ref(x), None, None, mean, Weight("variance")],
        {"epsilon": 1e-5, "momentum": 0.5, "training": "mode"},
        [y],
        [Type("float32", (BATCH, 3))],
    )


@pytest.mark.parametrize("mean", [Weight("mean"), Ref("m")])
def test_statistics_are_updated_by_each_call(mean: Ref | Weight) -> None:
    """Of a tensor that is read as a value as well."""
    twice = program(
        Node("read", [Weight("mean")], {}, ["m"], [Type("float32", (3,))]),
        normed("x", "y", mean),
        normed("x", "z", mean),
        outputs=Ref("z"),
    )
    outcome = run(twice, {"x": X}, TENSORS, training=True, sizes={"batch": 2})
    np.testing.assert_allclose(outcome.statistics["mean"], 0.75 * X.mean(0))
    np.testing.assert_allclose(outcome.statistics["variance"], 0.25 + 0.75 * X.var(0, ddof=1))
    assert {""} == set(outcome.outputs)
    assert {} == run(twice, {"x": X}, TENSORS, training=False, sizes={"batch": 2}).statistics


def test_a_value_of_another_type_than_stated_is_an_error() -> None:
    for stated in (Type("float32", (BATCH, 2)), Type("int64", (BATCH, 3))):
        wrong = program(Node("relu", [Ref("x")], {}, ["y"], [stated]), outputs=Ref("y"))
        with pytest.raises(DisagreementError, match=r"relu makes y float64\[2, 3\]"):
            run(wrong, {"x": X}, TENSORS, training=False, sizes={"batch": 2})
