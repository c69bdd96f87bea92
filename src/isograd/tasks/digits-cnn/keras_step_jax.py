"""Handwritten digits with a convolutional network in Keras, a training step in JAX."""

from functools import partial

import jax
import jax.numpy as jnp
import keras


# %% data
def load(x, y):
    return jnp.asarray(x), jnp.asarray(y)


# %% model
def create_model():
    return keras.Sequential(
        [
            keras.Input(shape=(8, 8)),
            keras.layers.Reshape((8, 8, 1)),
            keras.layers.Conv2D(8, 3, padding="same", use_bias=False, name="conv1"),
            keras.layers.BatchNormalization(momentum=0.9, epsilon=1e-5, name="norm1"),
            keras.layers.Activation("silu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 3, padding="same", use_bias=False, name="conv2"),
            keras.layers.BatchNormalization(momentum=0.9, epsilon=1e-5, name="norm2"),
            keras.layers.Activation("silu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(10, name="output"),
        ]
    )


# %% loss
loss_fn = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


# %% step
def build():
    model = create_model()
    optimizer = keras.optimizers.SGD(learning_rate=0.05, momentum=0.9, weight_decay=5e-4)
    optimizer.build(model.trainable_variables)
    state = (
        [v.value for v in model.trainable_variables],
        [v.value for v in model.non_trainable_variables],
        [v.value for v in optimizer.variables],
    )
    return model, optimizer, state


def compute_loss(trainable, non_trainable, model, x, y):
    y_pred, non_trainable = model.stateless_call(trainable, non_trainable, x, training=True)
    return loss_fn(y, y_pred), non_trainable


@partial(jax.jit, static_argnames=("model", "optimizer"))
def step(model, optimizer, state, x, y):
    trainable, non_trainable, slots = state
    grad_fn = jax.value_and_grad(compute_loss, has_aux=True)
    (loss, non_trainable), grads = grad_fn(trainable, non_trainable, model, x, y)
    trainable, slots = optimizer.stateless_apply(slots, grads, trainable)
    return (trainable, non_trainable, slots), loss


# %% loop
@partial(jax.jit, static_argnames="model")
def predict(model, state, x):
    trainable, non_trainable, _ = state
    logits, _ = model.stateless_call(trainable, non_trainable, x, training=False)
    return logits


def train(model, optimizer, state, batches):
    for i, (x, y) in enumerate(batches):
        state, loss = step(model, optimizer, state, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
    return state
