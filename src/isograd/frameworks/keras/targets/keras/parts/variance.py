from keras import ops


def variance(x, axis, correction, keepdims=False):
    """Variance with n - correction in the denominator."""
    y = ops.var(x, axis=axis, keepdims=keepdims)
    count = ops.cast(ops.size(x) // ops.size(y), y.dtype)
    return y * count / (count - correction)
