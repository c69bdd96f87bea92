"""Linear regression in nullfw, on a fresh random batch at every step."""

import nullfw as nf


# %% data
def batches(steps, seed):
    for i in range(steps):
        x = nf.normal((32, 1), seed=seed + i)
        yield x, 3 * x + 1


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
def train(model, optimizer, steps=100, seed=0):
    for x, y in batches(steps, seed):
        step(model, optimizer, x, y)
    w, b = model.variables()
    print(f"w = {w.value.item():.4f}, b = {b.value.item():.4f}")
