from keras import ops


def max_pool(x, window, strides, margin):
    """Max pooling behind explicit padding that never wins: one size, or a pair for each axis."""
    if isinstance(margin, int):
        margin = ((margin, margin),) * (len(x.shape) - 2)
    x = ops.pad(x, ((0, 0), *margin, (0, 0)), constant_values=float("-inf"))
    return ops.max_pool(x, window, strides)
