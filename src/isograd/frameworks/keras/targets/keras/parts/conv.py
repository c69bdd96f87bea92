from keras import ops


def conv(x, kernel, strides, padding, dilation=1):
    """A convolution with a computed kernel (O, I, H, W) over channels-last images."""
    inner = range(2, len(padding) + 2)
    x = ops.pad(x, ((0, 0), *padding, (0, 0)))
    kernel = ops.transpose(kernel, (*inner, 1, 0))
    return ops.conv(x, kernel, strides, "valid", dilation_rate=dilation)
