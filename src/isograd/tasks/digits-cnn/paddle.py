"""Handwritten digits with a convolutional network in PaddlePaddle."""

import paddle
from paddle import nn


# %% data
def load(x, y):
    return paddle.to_tensor(x), paddle.to_tensor(y)


# %% model
class CNN(nn.Layer):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2D(1, 8, 3, padding=1, bias_attr=False)
        self.norm1 = nn.BatchNorm2D(8)
        self.conv2 = nn.Conv2D(8, 16, 3, padding=1, bias_attr=False)
        self.norm2 = nn.BatchNorm2D(16)
        self.activation = nn.Silu()
        self.pool = nn.AvgPool2D(2)
        self.output = nn.Linear(16 * 2 * 2, 10)

    def forward(self, x):
        x = x.unsqueeze(1)  # [batch, channel, height, width]
        x = self.pool(self.activation(self.norm1(self.conv1(x))))
        x = self.pool(self.activation(self.norm2(self.conv2(x))))
        return self.output(x.flatten(1))


# %% loss
loss_fn = nn.CrossEntropyLoss()


# %% step
def build():
    model = CNN()
    optimizer = paddle.optimizer.Momentum(
        learning_rate=0.05, momentum=0.9, weight_decay=5e-4, parameters=model.parameters()
    )
    return model, optimizer


def step(model, optimizer, x, y):
    optimizer.clear_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss


# %% loop
@paddle.no_grad()
def predict(model, x):
    model.eval()
    return model(x)


def train(model, optimizer, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(model, optimizer, *load(x, y))
        print(f"step {i + 1}: loss {loss.item():.4f}")
