from keras import ops


def group_norm(x, scale, bias, groups, epsilon):
    """Group norm over channels-last images with given scale and bias; 0 groups: one a channel."""
    batch, *inner, channels = ops.shape(x)
    groups = groups or channels
    parts = ops.reshape(x, (batch, -1, groups, channels // groups))
    centred = parts - ops.mean(parts, axis=(1, 3), keepdims=True)
    spread = ops.mean(ops.square(centred), axis=(1, 3), keepdims=True)
    y = ops.reshape(centred * ops.rsqrt(spread + epsilon), (batch, *inner, channels))
    y = y if scale is None else y * scale
    return y if bias is None else y + bias
