"""Training and evaluation."""

import paddle
from paddle import nn

# %% snippet
model = nn.Dropout(0.5)


def in_training(x):
    model.train()
    return model(x)


def in_evaluation(x):
    model.eval()
    return model(x)


# %% ask
def ask(count):
    x = paddle.ones([count])
    trained, evaluated = in_training(x), in_evaluation(x)
    dropped = int((trained == 0).any())
    return {"in_evaluation": evaluated.sum(), "scaled_by": trained.max(), "some_dropped": dropped}
