from keras import ops


def rms_norm(x, scale, epsilon):
    """Root-mean-square norm over the last axis with a given scale."""
    y = x * ops.rsqrt(ops.mean(ops.square(x), axis=-1, keepdims=True) + epsilon)
    return y if scale is None else y * scale
