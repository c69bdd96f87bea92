"""Poisson's equation by a network in Keras, compile and fit: −Δu is an output like u."""

import keras
from keras import ops


# %% data
def load(x, f, x_b, u_b):
    return x, f, x_b, u_b  # [steps * 64, …] each; fit cuts the batches


# %% model
WIDTH = 16  # units of each hidden layer


if keras.backend.backend() == "tensorflow":  # Keras leaves derivatives to its backend
    import tensorflow as tf

    def laplacian(u, x):  # [batch, 1]
        with tf.GradientTape(persistent=True) as outer:
            outer.watch(x)
            with tf.GradientTape() as inner:
                inner.watch(x)
                value = u(x)
            u_x, u_y = tf.split(inner.gradient(value, x), 2, axis=1)
        return outer.gradient(u_x, x)[:, :1] + outer.gradient(u_y, x)[:, 1:]

elif keras.backend.backend() == "jax":
    import jax

    def laplacian(u, x):
        hessian = jax.vmap(jax.hessian(lambda point: u(point[None])[0]))(x)
        return ops.trace(hessian, axis1=2, axis2=3)

else:
    import torch

    def laplacian(u, x):
        with torch.enable_grad():
            x = x.detach().requires_grad_()
            (du,) = torch.autograd.grad(u(x).sum(), x, create_graph=True)
            u_xx, u_yy = (
                torch.autograd.grad(d.sum(), x, create_graph=True)[0][:, i]
                for i, d in enumerate(du.T)
            )
        return (u_xx + u_yy)[:, None]


class PINN(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden_1 = keras.layers.Dense(WIDTH, activation="tanh", name="hidden_1")
        self.hidden_2 = keras.layers.Dense(WIDTH, activation="tanh", name="hidden_2")
        self.u_of = keras.layers.Dense(1, name="output")

    def u(self, x):
        return self.u_of(self.hidden_2(self.hidden_1(x)))

    def build(self, input_shape):
        self.u(keras.Input([2]))  # creates the weights
        self.built = True

    def call(self, inputs):
        x, x_b = inputs
        return -laplacian(self.u, x), self.u(x_b)


# %% loss
losses, loss_weights = ["mean_squared_error"] * 2, [1, 100]


# %% step
def build():
    model = PINN()
    model.build([(None, 2), (None, 2)])
    optimizer = keras.optimizers.Adam(learning_rate=1e-2, epsilon=1e-8)
    model.compile(optimizer=optimizer, loss=losses, loss_weights=loss_weights)
    return model


# %% loop
def predict(model, x):
    return model.u(x)


def train(model, x, f, x_b, u_b):
    losses = []
    log = keras.callbacks.LambdaCallback(
        on_train_batch_end=lambda batch, logs: losses.append(logs["loss"])
    )
    model.fit([x, x_b], [f, u_b], batch_size=64, shuffle=False, verbose=0, callbacks=[log])
    return losses  # Keras logs the mean over the epoch so far
