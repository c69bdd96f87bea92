"""Linear regression in Keras with a training step in PyTorch."""

import keras
import torch


# %% data
def load(x, y):
    return torch.from_numpy(x), torch.from_numpy(y)


# %% model
def create_model():
    return keras.Sequential(
        [
            keras.Input(shape=(1,)),
            keras.layers.Dense(1, name="linear"),
        ]
    )


# %% loss
loss_fn = keras.losses.MeanSquaredError()


# %% step
def build():
    model = create_model()
    optimizer = keras.optimizers.SGD(learning_rate=0.1)
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
def train(model, optimizer, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(model, optimizer, *load(x, y))
        print(f"step {i + 1}: loss {loss.item():.4f}")
