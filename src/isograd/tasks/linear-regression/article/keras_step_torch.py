"""Linear regression in Keras with a step in PyTorch, on a fresh random batch at every step."""

import keras
import torch


# %% data
def batches(steps, seed):
    torch.manual_seed(seed)
    for _ in range(steps):
        x = torch.randn(32, 1)
        yield x, 3 * x + 1


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
def train(model, optimizer, steps=100, seed=0):
    for x, y in batches(steps, seed):
        step(model, optimizer, x, y)
    kernel, bias = model.get_weights()
    print(f"w = {kernel.item():.4f}, b = {bias.item():.4f}")
