from keras import ops


def pixel_shuffle(x, factor):
    """Channels become pixels: (B, H, W, C r r) to (B, H r, W r, C)."""
    batch, height, width, channels = ops.shape(x)
    x = ops.reshape(x, (batch, height, width, channels // factor**2, factor, factor))
    x = ops.transpose(x, (0, 1, 4, 2, 5, 3))
    return ops.reshape(x, (batch, height * factor, width * factor, channels // factor**2))
