"""Handwritten digits in nullfw, trained over all batches in one call."""

import nullfw as nf


# %% data
def load(xs, ys):
    return [nf.constant(x) for x in xs], [nf.constant(y) for y in ys]


# %% model
class MLP(nf.Model):
    def __init__(self):
        self.hidden = nf.Dense(64, 128)
        self.output = nf.Dense(128, 10, seed=1)

    def __call__(self, x):
        return self.output(nf.relu(self.hidden(x)))


# %% loss
def loss_fn(model, x, y):
    return -nf.mean(nf.pick(nf.log_softmax(model(x)), y))


# %% step
def build():
    model = MLP()
    return model, nf.Adam(model.variables(), learning_rate=1e-3)


def step(model, optimizer, x, y):
    with nf.Tape() as tape:
        loss = loss_fn(model, x, y)
    optimizer.apply(tape.gradients(loss, model.variables()))
    return loss


# %% loop
def predict(model, x):
    return model(x)


def train(model, optimizer, xs, ys):
    return [step(model, optimizer, x, y) for x, y in zip(xs, ys, strict=True)]
