"""Two-dimensional convolution."""

import paddle


# %% snippet
def f(x, kernel):
    kernel = kernel.transpose([3, 2, 0, 1])  # [out, in, height, width] for either layout of images
    return paddle.nn.functional.conv2d(x, kernel, data_format="NHWC")


# %% ask
def ask(x, kernel):
    return {"y": f(paddle.to_tensor(x), paddle.to_tensor(kernel))}
