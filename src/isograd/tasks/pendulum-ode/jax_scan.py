"""A pendulum's constants in JAX: a scan over training steps, in each a scan over time."""

import jax
import jax.numpy as jnp
import optax


# %% data
def load(xs, ys):  # [steps, batch, …]
    return jnp.asarray(xs), jnp.asarray(ys)


# %% model
STEPS, EVERY, H = 200, 50, 1 / 32  # the angle is observed after every 50th step


def init():
    return {"log_omega": jnp.zeros(()), "log_gamma": jnp.zeros(()), "torque": jnp.zeros(())}


def slope(params, state):
    angle, velocity = state
    stiffness, damping = jnp.exp(2 * params["log_omega"]), jnp.exp(params["log_gamma"])
    force = params["torque"] - stiffness * jnp.sin(angle) - damping * velocity
    return jnp.stack([velocity, force])


def rk4_step(params, state):
    k1 = slope(params, state)
    k2 = slope(params, state + H / 2 * k1)
    k3 = slope(params, state + H / 2 * k2)
    k4 = slope(params, state + H * k3)
    return state + H * (k1 + 2 * k2 + 2 * k3 + k4) / 6


def integrate(params, start):  # one start [2] to the observed angles [4]
    def advance(state, _):
        state = rk4_step(params, state)
        return state, state[0]

    _, angles = jax.lax.scan(advance, start, length=STEPS)
    return angles[EVERY - 1 :: EVERY]


# %% loss
def loss_fn(params, x, y):
    angles = jax.vmap(integrate, in_axes=(None, 0))(params, x)
    return jnp.mean((angles - y) ** 2)


# %% step
optimizer = optax.adam(5e-3)


def build():
    params = init()
    return params, optimizer.init(params)


def step(carry, batch):
    params, opt_state = carry
    loss, grads = jax.value_and_grad(loss_fn)(params, *batch)
    updates, opt_state = optimizer.update(grads, opt_state, params)
    return (optax.apply_updates(params, updates), opt_state), loss


# %% loop
@jax.jit
def predict(params, x):
    return jax.vmap(integrate, in_axes=(None, 0))(params, x)


@jax.jit
def train(params, opt_state, xs, ys):
    (params, opt_state), losses = jax.lax.scan(step, (params, opt_state), (xs, ys))
    return params, opt_state, losses
