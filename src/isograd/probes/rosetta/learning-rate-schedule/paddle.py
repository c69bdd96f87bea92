"""Learning-rate schedule."""

import paddle


# %% snippet
def train(w, t, steps):
    schedule = paddle.optimizer.lr.ExponentialDecay(0.1, 0.5)
    optimizer = paddle.optimizer.SGD(schedule, parameters=[w])
    for _ in range(steps):
        ((w - t) ** 2).sum().backward()
        optimizer.step()
        optimizer.clear_grad()
        schedule.step()
    return w.detach()


# %% ask
def ask(w, t):
    w = paddle.create_parameter(
        [len(w)], "float32", default_initializer=paddle.nn.initializer.Assign(w)
    )
    return {"w": train(w, paddle.to_tensor(t), 3)}
