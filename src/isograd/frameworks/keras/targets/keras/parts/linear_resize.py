from keras import ops


def linear_resize(x, sizes, align_corners=False):
    """Linear interpolation to `sizes`, axis by axis, as in the source (without antialiasing)."""
    for axis, size in enumerate(sizes, start=1):
        n = x.shape[axis]
        if align_corners:
            places = [i * (n - 1) / max(size - 1, 1) for i in range(size)]
        else:
            places = [max((i + 0.5) * n / size - 0.5, 0) for i in range(size)]
        low = [int(place) for place in places]
        high = [min(one + 1, n - 1) for one in low]
        weight = [place - one for place, one in zip(places, low, strict=True)]
        shape = [size if place == axis else 1 for place in range(len(x.shape))]
        weight = ops.reshape(ops.convert_to_tensor(weight, dtype=x.dtype), shape)
        x = ops.take(x, low, axis=axis) * (1 - weight) + ops.take(x, high, axis=axis) * weight
    return x
