"""``jax.nn.dot_product_attention`` in the inputs' own dtype: the library's computes its softmax in
float32 whatever the inputs. A proof patch, of the verifying process alone."""

from typing import Any, List

import jax
import jax.numpy as jnp

called: List[bool] = []

# What the library puts where a mask is false: finite, so that a row without any key is the mean of
# the values (jax/_src/nn/functions.py, _get_large_negative).
MASKED = -0.7 * float(jnp.finfo(jnp.float32).max)


def dot_product_attention(
    query: Any,
    key: Any,
    value: Any,
    bias: Any = None,
    mask: Any = None,
    *,
    scale: Any = None,
    is_causal: bool = False,
    **others: Any,
) -> jax.Array:
    """(batch, queries, heads, H) from keys and values (batch, keys, heads or a divisor of them, H);
    three axes where there is no batch. Options besides these are refused, not ignored."""
    if others.pop("implementation", None) not in (None, "xla"):
        raise NotImplementedError("the exact attention of the proof has one implementation")
    asked = [name for name, option in others.items() if option is not None and option is not False]
    if asked:
        raise NotImplementedError(f"the exact attention of the proof has no {', '.join(asked)}")
    called.append(True)
    query, key, value = (jnp.asarray(part) for part in (query, key, value))
    shape = query.shape
    if query.ndim == 3:
        query, key, value = query[None], key[None], value[None]
    groups = query.shape[2] // key.shape[2]
    key, value = (jnp.repeat(part, groups, axis=2) for part in (key, value))
    scores = jnp.einsum("btnh,bsnh->bnts", query, key)
    scores = scores * (query.shape[-1] ** -0.5 if scale is None else scale)
    if bias is not None:
        scores = scores + bias
    kept = jnp.ones(scores.shape[-2:], bool)
    if is_causal:
        kept = jnp.tril(kept)
    if mask is not None:
        kept = jnp.logical_and(kept, mask)
    if is_causal or mask is not None:
        scores = jnp.where(kept, scores, jnp.asarray(MASKED, scores.dtype))
    made = jnp.einsum("bnts,bsnh->btnh", jax.nn.softmax(scores, axis=-1), value)
    return made.reshape(*shape[:-1], value.shape[-1])
