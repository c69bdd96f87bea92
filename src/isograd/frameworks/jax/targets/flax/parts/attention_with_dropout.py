import jax.numpy as jnp
from flax import nnx


def attention_with_dropout(q, k, v, *, dropout, bias=None, mask=None, scale=None, is_causal=False):
    """Attention over (batch, tokens, heads, features) that drops attention weights."""
    scores = jnp.einsum("bqhd,bkhd->bhqk", q, k) * (q.shape[-1] ** -0.5 if scale is None else scale)
    if bias is not None:
        scores = scores + bias
    if is_causal:
        causal = jnp.tril(jnp.ones(scores.shape[-2:], bool))
        scores = jnp.where(causal, scores, -jnp.inf)
    if mask is not None:
        scores = jnp.where(mask, scores, jnp.finfo(scores.dtype).min)
    weights = nnx.softmax(scores)
    if mask is not None:
        weights = jnp.where(mask, weights, 0)
    return jnp.einsum("bhqk,bkhd->bqhd", dropout(weights), v)
