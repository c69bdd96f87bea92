from keras import ops


def adaptive_average_pool(x, sizes):
    """Means over windows from floor(i n / size) to ceil((i + 1) n / size), axis by axis."""
    for axis, size in enumerate(sizes, start=1):
        n = ops.shape(x)[axis]
        before = (slice(None),) * axis
        parts = [x[(*before, slice(i * n // size, -(-(i + 1) * n // size)))] for i in range(size)]
        x = ops.concatenate([ops.mean(p, axis=axis, keepdims=True) for p in parts], axis=axis)
    return x
