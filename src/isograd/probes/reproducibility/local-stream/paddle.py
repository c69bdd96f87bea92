"""Draw from the global stream, and again in between by the seed that a single draw can be given."""

import paddle


# %% function
def public():
    return paddle.uniform([20]).tolist()


def private(seed):
    return paddle.uniform([20], seed=seed).tolist()


# %% ask
def ask(seed, mine):
    paddle.seed(seed)
    first = [public(), public()]
    paddle.seed(seed)
    before, made, after = public(), private(mine), public()
    return {"first": first, "again": [before, after], "mine": made, "mine_again": private(mine)}
