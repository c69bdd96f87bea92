"""A small model is trained, saved and loaded while every warning is noted."""

import warnings

import paddle


# %% function
def train(x, y, scratch):
    model = paddle.nn.Sequential(paddle.nn.Linear(3, 4), paddle.nn.Tanh(), paddle.nn.Linear(4, 1))
    optimizer = paddle.optimizer.Adam(0.05, parameters=model.parameters())
    losses = []
    for _ in range(20):
        loss = paddle.nn.functional.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()
        optimizer.clear_grad()
        losses.append(float(loss))
    paddle.save(model.state_dict(), f"{scratch}/weights.pdparams")
    model.set_state_dict(paddle.load(f"{scratch}/weights.pdparams"))
    return losses


# %% ask
def ask(x, y, scratch):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        losses = train(paddle.to_tensor(x), paddle.to_tensor(y), scratch)
    return {"losses": [losses[0], losses[-1]], "warned": [str(one.message) for one in caught]}
