"""The operations of a program: what each takes, and which attributes it has.

One line an operation: its tensor operands (``*`` marks a list, ``?`` one that may be None), its
attributes, and one sentence. Axes are never negative in a valid program.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Operation:
    """An entry of the catalogue."""

    name: str
    operands: tuple[str, ...]
    attributes: tuple[str, ...]
    results: int  # 0: as many as an attribute says


def _op(name: str, operands: str, attributes: str = "", results: int = 1) -> Operation:
    return Operation(name, tuple(operands.split()), tuple(attributes.split()), results)


UNARY = (
    "relu sigmoid tanh exp log log1p expm1 sqrt rsqrt abs negative sin cos reciprocal erf floor "
    "ceil round sign silu mish relu6 hard_sigmoid hard_swish selu log_sigmoid softsign logical_not "
    "square"
).split()
BINARY = (
    "add subtract multiply divide power maximum minimum floor_divide remainder equal not_equal "
    "less less_equal greater greater_equal logical_and logical_or"
).split()

OPERATIONS = {
    operation.name: operation
    for operation in [
        *(_op(name, "x") for name in UNARY),
        *(_op(name, "a b") for name in BINARY),
        _op("gelu", "x", "approximate"),
        _op("elu", "x", "alpha"),
        _op("leaky_relu", "x", "negative_slope"),
        _op("prelu", "x weight"),
        _op("softplus", "x", "beta threshold"),
        _op("hard_tanh", "x", "low high"),
        _op("clip", "x", "low high"),
        _op("where", "condition a b"),
        _op("cast", "x", "dtype"),
        _op("stop_gradient", "x"),
        _op("read", "tensor"),  # a parameter, buffer or constant as a value
        _op("softmax", "x", "axis"),
        _op("log_softmax", "x", "axis"),
        # shapes
        _op("reshape", "x", "shape"),
        _op("permute", "x", "axes"),
        _op("expand_dims", "x", "axis"),
        _op("squeeze", "x", "axes"),
        _op("broadcast_to", "x", "shape"),
        _op("concatenate", "*xs", "axis"),
        _op("stack", "*xs", "axis"),
        _op("split", "x", "sizes axis", 0),
        _op("unstack", "x", "axis", 0),
        _op("select", "x", "axis index"),
        _op("slice", "x", "axis start stop step"),
        _op("roll", "x", "shifts axes"),
        _op("flip", "x", "axes"),
        _op("tile", "x", "repeats"),
        _op("repeat", "x", "repeats axis"),
        _op("pad", "x", "widths mode value"),
        _op("take", "x indices", "axis"),
        _op("index", "x *indices", "axes"),
        _op("take_along", "x indices", "axis"),
        _op("difference", "x prepend?", "axis"),
        _op("triangle", "x", "lower diagonal"),
        # creation
        _op("full", "", "shape value dtype"),
        _op("arange", "", "start stop step dtype"),
        # reductions
        *(
            _op(name, "x", "axes keep")
            for name in ("sum", "mean", "max", "min", "prod", "any", "all", "logsumexp")
        ),
        _op("variance", "x", "axes keep correction"),
        _op("norm", "x", "axes keep order"),
        _op("argmax", "x", "axis keep"),
        _op("argmin", "x", "axis keep"),
        _op("cumsum", "x", "axis"),
        # linear algebra
        _op("matmul", "a b"),
        _op("einsum", "*xs", "equation"),
        _op("affine", "bias a b"),  # a @ b + bias
        _op("linear", "x weight bias?"),
        _op("conv", "x weight bias?", "stride padding dilation groups"),
        _op("conv_transpose", "x weight bias?", "stride padding output_padding dilation groups"),
        _op("embedding", "indices weight", "padding_index"),
        _op("attention", "q k v mask?", "scale causal grouped dropout"),
        # normalisation
        _op("batch_norm", "x weight? bias? mean? variance?", "epsilon momentum training"),
        _op("layer_norm", "x weight? bias?", "axes epsilon"),
        _op("group_norm", "x weight? bias?", "groups epsilon"),
        _op("instance_norm", "x weight? bias?", "epsilon"),
        _op("rms_norm", "x weight?", "axes epsilon"),
        # pooling, resizing
        _op("max_pool", "x", "window stride padding dilation ceil"),
        _op("average_pool", "x", "window stride padding ceil count_padding"),
        _op("adaptive_average_pool", "x", "size"),
        _op("adaptive_max_pool", "x", "size"),
        _op("resize", "x", "size method align_corners scale"),
        _op("pixel_shuffle", "x", "factor"),
        # random layers; in eval mode they pass their input on
        _op("dropout", "x", "rate always whole_channels"),
        _op("drop_path", "x", "rate scaled"),
        # recurrent layers
        _op("lstm", "x h c *weights", "layers dropout bidirectional batch_first bias", 3),
        _op("gru", "x h *weights", "layers dropout bidirectional batch_first bias", 2),
    ]
}
