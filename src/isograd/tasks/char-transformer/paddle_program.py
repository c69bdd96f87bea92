"""A causal character transformer in PaddlePaddle, as a static Program."""

from typing import NamedTuple

import numpy as np
import paddle
from paddle import nn, static

paddle.enable_static()


# %% data
def load(x, y):
    return x, y  # the executor feeds NumPy arrays


# %% model
class Transformer(nn.Layer):
    def __init__(self):
        super().__init__()
        self.token = nn.Embedding(141, 32)
        self.position = nn.Embedding(16, 32)
        self.attention_norm = nn.LayerNorm(32)
        self.attention = nn.MultiHeadAttention(32, 2, bias_attr=False)
        self.mlp_norm = nn.LayerNorm(32)
        self.expand = nn.Linear(32, 128)
        self.contract = nn.Linear(128, 32)
        self.final_norm = nn.LayerNorm(32)
        self.head = nn.Linear(32, 141)

    def forward(self, x):  # [batch, time] of tokens -> [batch, time, vocabulary]
        causal = paddle.tril(paddle.ones([16, 16], dtype="bool"))
        x = self.token(x) + self.position.weight
        normed = self.attention_norm(x)
        x = x + self.attention(normed, normed, normed, attn_mask=causal)
        hidden = nn.functional.gelu(self.expand(self.mlp_norm(x)), approximate=True)
        x = x + self.contract(hidden)
        return self.head(self.final_norm(x))


# %% loss
loss_fn = nn.CrossEntropyLoss()


# %% step
class Graph(NamedTuple):
    main: static.Program
    loss: paddle.pir.Value
    infer: static.Program


def build():
    main, startup = static.Program(), static.Program()
    with static.program_guard(main, startup):
        x = static.data("x", [None, 16], "int64")
        y = static.data("y", [None, 16], "int64")
        logits = Transformer()(x)
        loss = loss_fn(logits, y)
        infer = static.normalize_program(main, [x], [logits])
        scheduler = paddle.optimizer.lr.LinearWarmup(
            1 / 128, warmup_steps=7, start_lr=1 / 1024, end_lr=1 / 128
        )
        optimizer = paddle.optimizer.AdamW(
            learning_rate=scheduler,
            epsilon=1e-6,
            weight_decay=1 / 64,
            grad_clip=nn.ClipGradByGlobalNorm(1.0),
        )
        optimizer.minimize(loss)
    executor = static.Executor()
    executor.run(startup)
    return executor, Graph(main, loss, infer), scheduler


def step(executor, graph, scheduler, x, y):
    feed = {"x": x, "y": y}
    (value,) = executor.run(graph.main, feed=feed, fetch_list=[graph.loss])
    scheduler.step()
    return value


# %% loop
def predict(executor, graph, prompt):
    def logits(text):
        (value,) = executor.run(graph.infer, feed={"x": text}, fetch_list=[])
        return value

    text = prompt
    for _ in range(24):
        token = logits(text[:, -16:])[:, -1:].argmax(axis=-1)
        text = np.concatenate([text, token], axis=1)
    return text[:, 16:], logits(prompt)


def train(executor, graph, scheduler, batches):
    for i, (x, y) in enumerate(batches):
        value = step(executor, graph, scheduler, *load(x, y))
        print(f"step {i + 1}: loss {value:.4f}")
