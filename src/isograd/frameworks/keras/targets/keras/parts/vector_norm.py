from keras import ops


def vector_norm(x, axis, keepdims=False):
    """Euclidean norm with gradient 0 at 0, as in the source (otherwise: not a number)."""
    total = ops.sum(ops.square(x), axis=axis, keepdims=keepdims)
    return ops.where(total == 0, 0, ops.sqrt(ops.where(total == 0, 1, total)))
