"""Linear regression in nullfw: a tape records the step, an optimizer applies its gradients."""

import nullfw as nf


# %% data
def load(x, y):
    return nf.constant(x), nf.constant(y)


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
def train(model, optimizer, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(model, optimizer, *load(x, y))
        print(f"step {i + 1}: loss {float(loss):.4f}")
