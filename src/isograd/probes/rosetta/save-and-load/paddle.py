"""Saving and loading weights."""

import paddle


# %% snippet
def save(model, path):
    paddle.save(model.state_dict(), path)


def load(model, path):
    model.set_state_dict(paddle.load(path))


# %% ask
def ask(x, scratch):
    one, two = paddle.nn.Linear(3, 2), paddle.nn.Linear(3, 2)
    save(one, f"{scratch}/weights.pdparams")
    load(two, f"{scratch}/weights.pdparams")
    x = paddle.to_tensor(x)
    return {"same": int(paddle.equal_all(one(x), two(x)))}
