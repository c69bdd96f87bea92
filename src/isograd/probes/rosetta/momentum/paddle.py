"""Momentum."""

import paddle


# %% snippet
def train(w, t, steps):
    optimizer = paddle.optimizer.Momentum(0.1, momentum=0.9, parameters=[w])
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
