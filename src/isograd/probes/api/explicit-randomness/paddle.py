"""The same seed twice inside one function; what draws normal numbers takes no seed."""

import paddle


# %% function
def f(seed):
    kept = paddle.get_rng_state()
    paddle.seed(seed)
    first = paddle.randn([4])
    paddle.seed(seed)
    second = paddle.randn([4])
    paddle.set_rng_state(kept)
    return first, second


# %% ask
def ask(f, seed):
    paddle.seed(seed)
    undisturbed = paddle.randn([4]).numpy()
    paddle.seed(seed)
    (first, second), (other, _) = f(seed), f(seed + 1)
    after = paddle.randn([4]).numpy()
    found = {"first": first.numpy(), "second": second.numpy(), "other": other.numpy()}
    return {**found, "undisturbed": undisturbed, "after": after}
