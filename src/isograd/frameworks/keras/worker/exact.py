"""Functions of Keras in the inputs' own dtype, where Keras or its backend takes constants or a
softmax through float32. Proof patches, of the verifying process alone."""

import math
from typing import Any, Set

import keras
from keras import ops

called: Set[str] = set()  # names of the patches that were really used

# What Keras puts where a mask is false: finite, so that a row without any key is the mean of the
# values (keras/src/backend/tensorflow/nn.py, _get_large_negative).
MASKED = -0.7 * 3.4028235e38


def install() -> None:
    """Replace them, before the emitted module is imported."""
    for place in (keras.ops, keras.ops.nn, keras.src.ops, keras.src.ops.nn):
        place.dot_product_attention = dot_product_attention
    if keras.config.backend() == "tensorflow":  # exact on the others
        keras.src.backend.nn.gelu = gelu
        keras.src.backend.nn.leaky_relu = leaky_relu


def dot_product_attention(
    query: Any,
    key: Any,
    value: Any,
    bias: Any = None,
    mask: Any = None,
    scale: Any = None,
    is_causal: bool = False,
    flash_attention: Any = None,
    attn_logits_soft_cap: Any = None,
) -> Any:
    """(batch, queries, heads, H) from keys and values (batch, keys, heads or a divisor of them, H).
    Keras takes 1/√H in float32, and on JAX and torch its softmax too. Options without a meaning
    here are refused, not ignored."""
    if flash_attention or attn_logits_soft_cap is not None:
        raise NotImplementedError("the exact attention of the proof has no such option")
    called.add("attention-float64")
    groups = query.shape[2] // key.shape[2]
    if groups > 1:
        key, value = (ops.repeat(part, groups, axis=2) for part in (key, value))
    scores = ops.einsum("btnh,bsnh->bnts", query, key)
    scores = scores * (query.shape[-1] ** -0.5 if scale is None else scale)
    if bias is not None:
        scores = scores + bias
    if is_causal:
        length, keys = ops.shape(scores)[-2:]
        before = ops.arange(length)[:, None] >= ops.arange(keys)[None, :]
        mask = before if mask is None else ops.logical_and(before, mask)
    if mask is not None:
        scores = ops.where(mask, scores, ops.cast(MASKED, scores.dtype))
    return ops.einsum("bnts,bsnh->btnh", ops.softmax(scores, axis=-1), value)


def gelu(x: Any, approximate: bool = True) -> Any:
    """tensorflow/python/ops/nn_ops.py has √2 and 0.044715 in float32 (1.3e-9 and 2.2e-10 off)."""
    called.add("gelu-float64")
    x = ops.convert_to_tensor(x)
    if approximate:
        return 0.5 * x * (1.0 + ops.tanh(math.sqrt(2.0 / math.pi) * (x + 0.044715 * x * x * x)))
    return 0.5 * x * (1.0 + ops.erf(x / math.sqrt(2.0)))


def leaky_relu(x: Any, negative_slope: float = 0.2) -> Any:
    """TensorFlow's kernel has the slope as a float32 attribute (2e-10 off for 0.01)."""
    called.add("leaky-relu-float64")
    x = ops.convert_to_tensor(x)
    return ops.where(x > 0, x, negative_slope * x)
