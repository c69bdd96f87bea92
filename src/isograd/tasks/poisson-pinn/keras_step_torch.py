"""Poisson's equation by a network in Keras with a training step in PyTorch."""

import keras
import torch
from keras import ops


# %% data
def load(x, f, x_b, u_b):
    return tuple(torch.from_numpy(array) for array in (x, f, x_b, u_b))


# %% model
WIDTH = 16  # units of each hidden layer


def create_model():
    return keras.Sequential(
        [
            keras.Input(shape=(2,)),
            keras.layers.Dense(WIDTH, activation="tanh", name="hidden_1"),
            keras.layers.Dense(WIDTH, activation="tanh", name="hidden_2"),
            keras.layers.Dense(1, name="output"),
        ]
    )


# %% loss
def laplacian(model, x):
    x = x.detach().requires_grad_()
    (du,) = torch.autograd.grad(model(x).sum(), x, create_graph=True)  # [batch, 2]
    u_xx, u_yy = (
        torch.autograd.grad(du[:, i].sum(), x, create_graph=True)[0][:, i] for i in range(2)
    )
    return (u_xx + u_yy)[:, None]


def loss_fn(model, x, f, x_b, u_b):
    residual = -laplacian(model, x) - f
    misfit = model(x_b) - u_b
    return ops.mean(residual**2) + 100 * ops.mean(misfit**2)


# %% step
def build():
    return create_model(), keras.optimizers.Adam(learning_rate=1e-2, epsilon=1e-8)


def step(model, optimizer, x, f, x_b, u_b):
    model.zero_grad()
    loss = loss_fn(model, x, f, x_b, u_b)
    loss.backward()
    gradients = [v.value.grad for v in model.trainable_weights]
    with torch.no_grad():
        optimizer.apply(gradients, model.trainable_weights)
    return loss


# %% loop
@torch.no_grad()
def predict(model, x):
    return model(x, training=False)


def train(model, optimizer, batches):
    for i, batch in enumerate(batches):
        loss = step(model, optimizer, *load(*batch))
        print(f"step {i + 1}: loss {loss.item():.4f}")
