"""Accumulated gradients."""

import paddle


# %% snippet
def train(w, t, steps):
    optimizer = paddle.optimizer.SGD(0.1, parameters=[w])
    for _ in range(steps):
        (((w - t) ** 2).sum() / steps).backward()  # adds to w.grad
    optimizer.step()
    optimizer.clear_grad()
    return w.detach()


# %% ask
def ask(w, t):
    initial = paddle.nn.initializer.Assign(w)
    w = paddle.create_parameter([len(w)], "float32", default_initializer=initial)
    return {"w": train(w, paddle.to_tensor(t), 2)}
