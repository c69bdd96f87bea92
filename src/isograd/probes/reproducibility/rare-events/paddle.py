"""Draw a million events of a usual probability, and many millions of a tiny one."""

import paddle


# %% ask
def ask(seed, often, rare, millions):
    paddle.seed(seed)
    usual = paddle.bernoulli(paddle.full([10**6], often)).sum().item()
    tiny = paddle.full([10**6], rare)
    return {
        "often": usual,
        "rare": sum(paddle.bernoulli(tiny).sum().item() for _ in range(millions)),
    }
