"""Model and optimiser are saved, made anew and loaded in the middle of a training."""

import paddle
from paddle.nn.initializer import Constant


# %% function
def build():
    model = paddle.nn.Linear(3, 1, weight_attr=Constant(0.0), bias_attr=False)
    return model, paddle.optimizer.Adam(0.1, parameters=model.parameters())


def train(model, optimizer, x, y, steps):
    for _ in range(steps):
        paddle.nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()
        optimizer.clear_grad()


# %% ask
def ask(x, y, before, after, scratch):
    x, y = paddle.to_tensor(x), paddle.to_tensor(y)
    model, optimizer = build()
    train(model, optimizer, x, y, before)
    paddle.save(model.state_dict(), f"{scratch}/model.pdparams")
    paddle.save(optimizer.state_dict(), f"{scratch}/optimizer.pdopt")

    model, optimizer = build()
    model.set_state_dict(paddle.load(f"{scratch}/model.pdparams"))
    optimizer.set_state_dict(paddle.load(f"{scratch}/optimizer.pdopt"))
    train(model, optimizer, x, y, after)
    return {"weight": model.weight.flatten().tolist()}
