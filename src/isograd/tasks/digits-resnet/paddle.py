"""Handwritten digits with a residual network in PaddlePaddle."""

import paddle
from paddle import nn


# %% data
def load(x, y):
    return paddle.to_tensor(x), paddle.to_tensor(y)


# %% model
def conv_norm(before, after, size=3, stride=1):
    conv = nn.Conv2D(before, after, size, stride, padding=size // 2, bias_attr=False)
    return nn.Sequential(conv, nn.BatchNorm2D(after))


class Block(nn.Layer):
    def __init__(self, before, after, stride=1):
        super().__init__()
        self.first = conv_norm(before, after, stride=stride)
        self.second = conv_norm(after, after)
        self.shortcut = nn.Identity() if stride == 1 else conv_norm(before, after, 1, stride)
        self.activation = nn.Silu()

    def forward(self, x):
        y = self.second(self.activation(self.first(x)))
        return self.activation(y + self.shortcut(x))


class ResNet(nn.Layer):
    def __init__(self):
        super().__init__()
        self.stem = conv_norm(1, 8, stride=2)
        self.activation = nn.Silu()
        self.block1 = Block(8, 8)
        self.block2 = Block(8, 16, stride=2)
        self.output = nn.Linear(16, 10)

    def forward(self, x):
        x = x.unsqueeze(1)  # [batch, channel, height, width]
        x = self.block2(self.block1(self.activation(self.stem(x))))
        return self.output(x.mean(axis=(2, 3)))


# %% loss
loss_fn = nn.CrossEntropyLoss()


# %% step
def build():
    model = ResNet()
    scheduler = paddle.optimizer.lr.MultiStepDecay(0.0625, milestones=[3, 25], gamma=0.5)
    optimizer = paddle.optimizer.Momentum(
        learning_rate=scheduler, momentum=0.9, weight_decay=5e-4, parameters=model.parameters()
    )
    return model, optimizer, scheduler


def step(model, optimizer, scheduler, x, y):
    optimizer.clear_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    scheduler.step()
    return loss


# %% loop
@paddle.no_grad()
def predict(model, x):
    model.eval()
    return model(x)


def train(model, optimizer, scheduler, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(model, optimizer, scheduler, *load(x, y))
        print(f"step {i + 1}: loss {loss.item():.4f}")
