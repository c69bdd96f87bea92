from keras import ops


def index(x, *indices, axis=0):
    """Elements at several indices at once, of neighbouring axes from `axis` on."""
    shape = ops.shape(x)
    flat = 0
    for place, one in enumerate(indices):
        size = shape[axis + place]
        flat = flat * size + ops.where(one < 0, one + size, one)
    rest = shape[axis + len(indices) :]
    return ops.take(ops.reshape(x, (*shape[:axis], -1, *rest)), flat, axis=axis)
