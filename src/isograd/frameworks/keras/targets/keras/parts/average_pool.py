from keras import ops


def average_pool(x, window, strides, margin, counted):
    """Average pooling behind explicit zeros, a pair for each axis; `counted` of these count."""
    rest = [(low - a, high - b) for (low, high), (a, b) in zip(margin, counted, strict=True)]
    ones = ops.pad(ops.ones_like(x[:1, ..., :1]), ((0, 0), *counted, (0, 0)), constant_values=1)
    ones = ops.average_pool(ops.pad(ones, ((0, 0), *rest, (0, 0))), window, strides)
    return ops.average_pool(ops.pad(x, ((0, 0), *margin, (0, 0))), window, strides) / ones
