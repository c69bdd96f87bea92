"""Linear regression in nullfw, trained over all batches in one call."""

import nullfw as nf


# %% data
def load(xs, ys):
    return [nf.constant(x) for x in xs], [nf.constant(y) for y in ys]


# %% model
class LinearRegression(nf.Model):
    def __init__(self):
        self.linear = nf.Dense(1, 1)

    def __call__(self, x):
        return self.linear(x)


# %% loss
def loss_fn(model, x, y):
    return nf.mean(nf.square(model(x) - y))


# %% step
def build():
    model = LinearRegression()
    return model, nf.SGD(model.variables(), learning_rate=0.1)


def step(model, optimizer, x, y):
    with nf.Tape() as tape:
        loss = loss_fn(model, x, y)
    optimizer.apply(tape.gradients(loss, model.variables()))
    return loss


# %% loop
def train(model, optimizer, xs, ys):
    return [step(model, optimizer, x, y) for x, y in zip(xs, ys, strict=True)]
