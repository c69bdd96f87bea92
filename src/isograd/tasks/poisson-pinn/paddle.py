"""Poisson's equation by a network in PaddlePaddle; the layer differentiates itself."""

import paddle
from paddle import nn


# %% data
def load(x, f, x_b, u_b):
    return tuple(paddle.to_tensor(array) for array in (x, f, x_b, u_b))


# %% model
WIDTH = 16  # units of each hidden layer


class PINN(nn.Layer):
    def __init__(self):
        super().__init__()
        self.hidden_1 = nn.Linear(2, WIDTH)
        self.hidden_2 = nn.Linear(WIDTH, WIDTH)
        self.output = nn.Linear(WIDTH, 1)

    def u(self, x):
        x = paddle.tanh(self.hidden_1(x))
        x = paddle.tanh(self.hidden_2(x))
        return self.output(x)

    def forward(self, x, x_b):
        x.stop_gradient = False
        (du,) = paddle.grad(self.u(x), x, create_graph=True)  # [batch, 2]
        (du_x,) = paddle.grad(du[:, 0], x, create_graph=True)
        (du_y,) = paddle.grad(du[:, 1], x, create_graph=True)
        laplacian = du_x[:, 0:1] + du_y[:, 1:2]
        return laplacian, self.u(x_b)


# %% loss
def loss_fn(laplacian, f, at_boundary, u_b):
    residual = -laplacian - f
    misfit = at_boundary - u_b
    return residual.square().mean() + 100 * misfit.square().mean()


# %% step
def build():
    model = PINN()
    optimizer = paddle.optimizer.Adam(learning_rate=1e-2, parameters=model.parameters())
    return model, optimizer


def step(model, optimizer, x, f, x_b, u_b):
    optimizer.clear_grad()
    laplacian, at_boundary = model(x, x_b)
    loss = loss_fn(laplacian, f, at_boundary, u_b)
    loss.backward()
    optimizer.step()
    return loss


# %% loop
@paddle.no_grad()
def predict(model, x):
    model.eval()
    return model.u(x)


def train(model, optimizer, batches):
    for i, batch in enumerate(batches):
        loss = step(model, optimizer, *load(*batch))
        print(f"step {i + 1}: loss {loss.item():.4f}")
