import math

from keras import ops


def resize(x, size, method, align_corners=False, scale=None):
    """Resize channels-last images axis by axis, with the source's coordinates and coefficients."""
    for axis, new in enumerate(size, start=1):
        old = x.shape[axis]
        ratio = old / new if scale is None else 1 / scale[axis - 1]
        if method == "nearest":
            rows = [min(math.floor(i * ratio), old - 1) for i in range(new)]
            x = ops.take(x, rows, axis=axis)
            continue
        if align_corners:
            places = [i * (old - 1) / max(new - 1, 1) for i in range(new)]
        else:
            places = [(i + 0.5) * ratio - 0.5 for i in range(new)]
        if method == "linear":
            places = [max(place, 0.0) for place in places]
        total = 0
        for offset in (0, 1) if method == "linear" else (-1, 0, 1, 2):
            rows = [min(max(math.floor(p) + offset, 0), old - 1) for p in places]
            distances = [abs(p - math.floor(p) - offset) for p in places]
            weights = [_weight(d, method) for d in distances]
            shape = [new if a == axis else 1 for a in range(len(x.shape))]
            part = ops.take(x, rows, axis=axis)
            total = total + part * ops.reshape(ops.convert_to_tensor(weights, x.dtype), shape)
        x = total
    return x


def _weight(d, method):
    """Of a sample at distance `d`: linear, or cubic with a = -3/4."""
    if method == "linear":
        return 1 - d
    if d <= 1:
        return (1.25 * d - 2.25) * d * d + 1
    return ((-0.75 * d + 3.75) * d - 6) * d + 3
