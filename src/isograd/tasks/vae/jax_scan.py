"""A variational autoencoder in JAX: the whole training loop as one compiled scan."""

import jax
import jax.numpy as jnp
import optax


# %% data
def load(xs, noises):  # [steps, batch, …]
    return jnp.asarray(xs), jnp.asarray(noises)


# %% model
def init(key):
    draw = jax.nn.initializers.lecun_normal()

    def dense(key, inputs, outputs):
        return {"w": draw(key, (inputs, outputs)), "b": jnp.zeros(outputs)}

    keys = jax.random.split(key, 5)
    return {
        "encoder": dense(keys[0], 64, 32),
        "mean": dense(keys[1], 32, 4),
        "log_variance": dense(keys[2], 32, 4),
        "decoder": dense(keys[3], 4, 32),
        "pixels": dense(keys[4], 32, 64),
    }


def apply(layer, x):
    return x @ layer["w"] + layer["b"]


def encode(params, x):
    hidden = jnp.tanh(apply(params["encoder"], x))
    return apply(params["mean"], hidden), apply(params["log_variance"], hidden)


def decode(params, z):
    return apply(params["pixels"], jnp.tanh(apply(params["decoder"], z)))


# %% loss
def loss_fn(params, x, noise):
    mean, log_variance = encode(params, x)
    logits = decode(params, mean + jnp.exp(log_variance / 2) * noise)
    cross_entropy = optax.sigmoid_binary_cross_entropy(logits, x).sum(axis=-1)
    kl = 0.5 * (mean**2 + jnp.exp(log_variance) - 1 - log_variance).sum(axis=-1)
    return (cross_entropy + kl).mean()


# %% step
optimizer = optax.adam(3e-3)


def build():
    params = init(jax.random.key(0))
    return params, optimizer.init(params)


def step(carry, batch):
    params, opt_state = carry
    loss, grads = jax.value_and_grad(loss_fn)(params, *batch)
    updates, opt_state = optimizer.update(grads, opt_state, params)
    return (optax.apply_updates(params, updates), opt_state), loss


# %% loop
def predict(params, x):
    mean, _ = encode(params, x)
    return jax.nn.sigmoid(decode(params, mean))


@jax.jit
def train(params, opt_state, xs, noises):
    (params, opt_state), losses = jax.lax.scan(step, (params, opt_state), (xs, noises))
    return params, opt_state, losses
