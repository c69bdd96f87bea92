"""A gate that opens by a step function with a surrogate gradient, in a static Program."""

import numpy as np
import paddle
from paddle import static


# %% model
def spike(x):
    def forward(x):
        return paddle.cast(x > 0, x.dtype)

    def backward(upstream):
        return upstream / (1 + x.abs()) ** 2

    return static.nn.static_pylayer(forward, [x], backward)


# %% ask
def run(x, c, marked):
    main = static.Program()
    with static.program_guard(main):
        given = static.data("x", [6])
        given.stop_gradient = False
        spikes = spike(given)
        if marked:
            spikes.stop_gradient = False  # is true since a comparison has no gradient
        made = given * spikes
        total = (made * paddle.assign(np.array(c, "float32"))).sum()
        (gradient,) = static.gradients([total], [given])
    feed = {"x": np.array(x, "float32")}
    return static.Executor().run(main, feed=feed, fetch_list=[made, gradient])


def ask(x, c):
    paddle.enable_static()
    try:
        (_, plain), (value, gradient) = run(x, c, False), run(x, c, True)
    finally:
        paddle.disable_static()
    return {"value": value, "gradient": gradient, "plain": plain}
