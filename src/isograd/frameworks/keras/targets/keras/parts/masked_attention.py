from keras import ops


def masked_attention(q, k, v, *, mask, **options):
    """Attention whose wholly masked rows are 0, as in the source (Keras: the mean of v)."""
    y = ops.dot_product_attention(q, k, v, mask=mask, **options)
    seen = ops.expand_dims(ops.transpose(ops.any(mask, axis=-1), (0, 2, 1)), -1)
    return ops.where(seen, y, 0)
