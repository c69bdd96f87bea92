"""Next characters of verse with an LSTM in PaddlePaddle."""

import paddle
from paddle import nn


# %% data
def load(x, y):
    return paddle.to_tensor(x), paddle.to_tensor(y)


# %% model
class CharLSTM(nn.Layer):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(164, 12)
        self.lstm = nn.LSTM(12, 16)
        self.output = nn.Linear(16, 164)

    def forward(self, x):
        state, logits = None, []  # None: zeros
        for window in self.embedding(x).split(3, axis=1):
            hidden, (h, c) = self.lstm(window, state)
            state = (h.detach(), c.detach())
            logits.append(self.output(hidden))
        return paddle.concat(logits, axis=1)  # [batch, time, class]


# %% loss
loss_fn = nn.CrossEntropyLoss(ignore_index=0)


# %% step
def build():
    model = CharLSTM()
    optimizer = paddle.optimizer.SGD(learning_rate=2.0, parameters=model.parameters())
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
