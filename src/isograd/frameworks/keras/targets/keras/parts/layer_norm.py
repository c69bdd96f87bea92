from keras import ops


def layer_norm(x, scale, bias, epsilon):
    """Layer norm over the last axis with given scale and bias."""
    centred = x - ops.mean(x, axis=-1, keepdims=True)
    spread = ops.mean(ops.square(centred), axis=-1, keepdims=True)
    y = centred * ops.rsqrt(spread + epsilon)
    y = y if scale is None else y * scale
    return y if bias is None else y + bias
