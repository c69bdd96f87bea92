"""A pendulum's constants in Equinox: the model is a PyTree, its call integrates one start."""

import equinox as eqx
import jax
import jax.numpy as jnp
import optax


# %% data
def load(x, y):
    return jnp.asarray(x), jnp.asarray(y)


# %% model
STEPS, EVERY, H = 200, 50, 1 / 32  # the angle is observed after every 50th step


class Pendulum(eqx.Module):
    log_omega: jax.Array
    log_gamma: jax.Array
    torque: jax.Array

    def slope(self, state):
        angle, velocity = state
        stiffness, damping = jnp.exp(2 * self.log_omega), jnp.exp(self.log_gamma)
        force = self.torque - stiffness * jnp.sin(angle) - damping * velocity
        return jnp.stack([velocity, force])

    def rk4_step(self, state):
        k1 = self.slope(state)
        k2 = self.slope(state + H / 2 * k1)
        k3 = self.slope(state + H / 2 * k2)
        k4 = self.slope(state + H * k3)
        return state + H * (k1 + 2 * k2 + 2 * k3 + k4) / 6

    def __call__(self, start):  # one start; vmap adds the batch
        def advance(state, _):
            state = self.rk4_step(state)
            return state, state[0]

        _, angles = jax.lax.scan(advance, start, length=STEPS)
        return angles[EVERY - 1 :: EVERY]


# %% loss
def loss_fn(model, x, y):
    return jnp.mean((jax.vmap(model)(x) - y) ** 2)


# %% step
optimizer = optax.adam(5e-3)


def build():
    model = Pendulum(jnp.zeros(()), jnp.zeros(()), jnp.zeros(()))
    return model, optimizer.init(eqx.filter(model, eqx.is_array))


@eqx.filter_jit
def step(model, opt_state, x, y):
    loss, grads = eqx.filter_value_and_grad(loss_fn)(model, x, y)
    updates, opt_state = optimizer.update(grads, opt_state, model)
    return eqx.apply_updates(model, updates), opt_state, loss


# %% loop
@eqx.filter_jit
def predict(model, x):
    return jax.vmap(model)(x)


def train(model, opt_state, batches):
    for i, (x, y) in enumerate(batches):
        model, opt_state, loss = step(model, opt_state, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
    return model, opt_state
