"""Handwritten digits in Keras with a training step in PyTorch."""

import keras
import torch


# %% data
def load(x, y):
    return torch.from_numpy(x), torch.from_numpy(y)


# %% model
WIDTH = 128  # hidden units


def create_model():
    return keras.Sequential(
        [
            keras.Input(shape=(64,)),
            keras.layers.Dense(WIDTH, activation="relu", name="hidden"),
            keras.layers.Dense(10, name="output"),
        ]
    )


# %% loss
loss_fn = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


# %% step
def build():
    model = create_model()
    optimizer = keras.optimizers.Adam(learning_rate=1e-3, epsilon=1e-8)
    return model, optimizer


def step(model, optimizer, x, y):
    model.zero_grad()
    loss = loss_fn(y, model(x, training=True))
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
    for i, (x, y) in enumerate(batches):
        loss = step(model, optimizer, *load(x, y))
        print(f"step {i + 1}: loss {loss.item():.4f}")
