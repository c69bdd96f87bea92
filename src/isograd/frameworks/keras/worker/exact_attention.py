"""``keras.ops.dot_product_attention`` in the inputs' own dtype: Keras takes 1/√H in float32 on every
backend, and on JAX and torch its softmax too. A proof patch, of the verifying process alone."""

from typing import Any, List

from keras import ops

called: List[bool] = []

# What Keras puts where a mask is false: finite, so that a row without any key is the mean of the
# values (keras/src/backend/tensorflow/nn.py, _get_large_negative).
MASKED = -0.7 * 3.4028235e38


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
    Options without a meaning here are refused, not ignored."""
    if flash_attention or attn_logits_soft_cap is not None:
        raise NotImplementedError("the exact attention of the proof has no such option")
    called.append(True)
    groups = query.shape[2] // key.shape[2]
    if groups > 1:
        key, value = (ops.repeat(part, groups, axis=2) for part in (key, value))
    scores = ops.einsum("btnh,bsnh->bnts", query, key)
    scores = scores * (query.shape[-1] ** -0.5 if scale is None else scale)
    if bias is not None:
        scores = scores + bias
    if is_causal:
        _, _, length, keys = ops.shape(scores)
        before = ops.arange(length)[:, None] >= ops.arange(keys)[None, :]
        mask = before if mask is None else ops.logical_and(before, mask)
    if mask is not None:
        scores = ops.where(mask, scores, ops.cast(MASKED, scores.dtype))
    return ops.einsum("bnts,bsnh->btnh", ops.softmax(scores, axis=-1), value)
