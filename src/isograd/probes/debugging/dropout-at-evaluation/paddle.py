"""Train a model with dropout for one step, then call it."""

import paddle


# %% ask
def ask(values):
    scale = paddle.create_parameter([1], "float32")
    dropout = paddle.nn.Dropout(0.5)
    optimizer = paddle.optimizer.SGD(0.1, parameters=[scale])
    (dropout(paddle.ones([8])) * scale).sum().backward()
    optimizer.step()
    return {"output": dropout(paddle.to_tensor(values))}
