import jax


def conv(x, kernel, strides, padding, dilation=None, groups=1):
    """A convolution with a computed kernel (O, I, H, W) over channels-last images."""
    return jax.lax.conv_general_dilated(
        x,
        kernel,
        strides,
        padding,
        rhs_dilation=dilation,
        feature_group_count=groups,
        dimension_numbers=("NHWC", "OIHW", "NHWC"),
    )
