"""Clipping by the global norm."""

import paddle


# %% snippet
def train(w, t, steps):
    optimizer = paddle.optimizer.SGD(
        0.1, parameters=[w], grad_clip=paddle.nn.ClipGradByGlobalNorm(0.5)
    )
    for _ in range(steps):
        ((w - t) ** 2).sum().backward()
        optimizer.step()
        optimizer.clear_grad()
    return w.detach()


# %% ask
def ask(w, t):
    w = paddle.create_parameter(
        [len(w)], "float32", default_initializer=paddle.nn.initializer.Assign(w)
    )
    return {"w": train(w, paddle.to_tensor(t), 3)}
