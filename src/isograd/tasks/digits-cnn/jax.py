"""Handwritten digits with a convolutional network in JAX: pure functions, one step at a time."""

import jax
import jax.numpy as jnp
import optax


# %% data
def load(x, y):
    return jnp.asarray(x), jnp.asarray(y)


# %% model
def init(key):
    conv1, conv2, output = jax.random.split(key, 3)
    draw = jax.nn.initializers.lecun_normal()
    params = {
        "conv1": draw(conv1, (3, 3, 1, 8)),  # [height, width, in, out]
        "norm1": {"scale": jnp.ones(8), "shift": jnp.zeros(8)},
        "conv2": draw(conv2, (3, 3, 8, 16)),
        "norm2": {"scale": jnp.ones(16), "shift": jnp.zeros(16)},
        "output": {"w": draw(output, (64, 10)), "b": jnp.zeros(10)},
    }
    stats = {
        "norm1": {"mean": jnp.zeros(8), "var": jnp.ones(8)},
        "norm2": {"mean": jnp.zeros(16), "var": jnp.ones(16)},
    }
    return params, stats


def batch_norm(params, stats, x, training):
    if training:
        mean, var = x.mean((0, 1, 2)), x.var((0, 1, 2))
        stats = {
            "mean": 0.9 * stats["mean"] + 0.1 * mean,
            "var": 0.9 * stats["var"] + 0.1 * var,
        }
    else:
        mean, var = stats["mean"], stats["var"]
    x = (x - mean) * jax.lax.rsqrt(var + 1e-5)
    return x * params["scale"] + params["shift"], stats


def block(kernel, norm, stats, x, training):
    layout = ("NHWC", "HWIO", "NHWC")
    x = jax.lax.conv_general_dilated(x, kernel, (1, 1), "SAME", dimension_numbers=layout)
    x, stats = batch_norm(norm, stats, x, training)
    n, h, w, c = x.shape
    return jax.nn.silu(x).reshape(n, h // 2, 2, w // 2, 2, c).mean((2, 4)), stats


def forward(params, stats, x, training):
    x = x[..., None]  # [batch, height, width, channel]
    x, norm1 = block(params["conv1"], params["norm1"], stats["norm1"], x, training)
    x, norm2 = block(params["conv2"], params["norm2"], stats["norm2"], x, training)
    logits = x.reshape(len(x), -1) @ params["output"]["w"] + params["output"]["b"]
    return logits, {"norm1": norm1, "norm2": norm2}


def predict(params, stats, x):
    return forward(params, stats, x, training=False)[0]


# %% loss
def loss_fn(params, stats, x, y):
    logits, stats = forward(params, stats, x, training=True)
    return optax.softmax_cross_entropy_with_integer_labels(logits, y).mean(), stats


# %% step
optimizer = optax.chain(optax.add_decayed_weights(5e-4), optax.sgd(0.05, momentum=0.9))


def build():
    params, stats = init(jax.random.key(0))
    return params, stats, optimizer.init(params)


def step(params, stats, opt_state, x, y):
    (loss, stats), grads = jax.value_and_grad(loss_fn, has_aux=True)(params, stats, x, y)
    updates, opt_state = optimizer.update(grads, opt_state, params)
    return optax.apply_updates(params, updates), stats, opt_state, loss


# %% loop
def train(params, stats, opt_state, batches):
    for i, (x, y) in enumerate(batches):
        params, stats, opt_state, loss = step(params, stats, opt_state, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
    return params, stats, opt_state
