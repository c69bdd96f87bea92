"""Handwritten digits with a residual network in Keras, a training step in JAX."""

from functools import partial

import jax
import jax.numpy as jnp
import keras


# %% data
def load(x, y):
    return jnp.asarray(x), jnp.asarray(y)


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
