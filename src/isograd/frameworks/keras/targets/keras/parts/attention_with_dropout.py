from keras import ops


def attention_with_dropout(q, k, v, *, dropout, bias=None, mask=None, scale=None, is_causal=False):
    """Attention over (batch, tokens, heads, features) that drops attention weights."""
    scale = q.shape[-1] ** -0.5 if scale is None else scale
    scores = ops.einsum("bqhd,bkhd->bhqk", q, k) * scale
    if bias is not None:
        scores = scores + bias
    if is_causal:
        causal = ops.tril(ops.ones_like(scores[:1, :1]))
        scores = ops.where(causal > 0, scores, float("-inf"))
    if mask is not None:
        scores = ops.where(mask, scores, -1e30)
    weights = ops.softmax(scores)
    if mask is not None:
        weights = ops.where(mask, weights, 0)
    return ops.einsum("bhqk,bkhd->bqhd", dropout(weights), v)
