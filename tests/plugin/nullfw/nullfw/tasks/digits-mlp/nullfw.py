"""Handwritten digits in nullfw: a tape records the step, an optimizer applies its gradients."""

import nullfw as nf


# %% data
def load(x, y):
    return nf.constant(x), nf.constant(y)


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


def train(model, optimizer, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(model, optimizer, *load(x, y))
        print(f"step {i + 1}: loss {float(loss):.4f}")
