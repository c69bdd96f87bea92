"""Handwritten digits with a residual network in Keras, a training step in PyTorch."""

import keras
import torch


# %% data
def load(x, y):
    return torch.from_numpy(x), torch.from_numpy(y)


# %% model
def conv_norm(x, filters, name, size=3, stride=1):
    # Zeros on every side. padding="same" with stride 2 would put them at the end only.
    if size > 1:
        x = keras.layers.ZeroPadding2D(size // 2)(x)
    x = keras.layers.Conv2D(filters, size, stride, use_bias=False, name=f"{name}_conv")(x)
    return keras.layers.BatchNormalization(momentum=0.9, epsilon=1e-5, name=f"{name}_norm")(x)


def block(x, filters, name, stride=1):
    y = conv_norm(x, filters, f"{name}_first", stride=stride)
    y = conv_norm(keras.activations.silu(y), filters, f"{name}_second")
    if stride > 1:
        x = conv_norm(x, filters, f"{name}_shortcut", size=1, stride=stride)
    return keras.activations.silu(y + x)


def create_model():
    images = keras.Input(shape=(8, 8))
    x = keras.layers.Reshape((8, 8, 1))(images)
    x = keras.activations.silu(conv_norm(x, 8, "stem", stride=2))
    x = block(x, 8, "block1")
    x = block(x, 16, "block2", stride=2)
    x = keras.layers.GlobalAveragePooling2D()(x)
    return keras.Model(images, keras.layers.Dense(10, name="output")(x))


# %% loss
loss_fn = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


# %% step
def build():
    model = create_model()
    schedule = keras.optimizers.schedules.PiecewiseConstantDecay(
        boundaries=[2, 24], values=[0.0625, 0.03125, 0.015625]
    )
    optimizer = keras.optimizers.SGD(schedule, momentum=0.9, weight_decay=5e-4)
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
