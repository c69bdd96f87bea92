"""A causal character transformer in PaddlePaddle."""

import paddle
from paddle import nn


# %% data
def load(x, y):
    return paddle.to_tensor(x), paddle.to_tensor(y)


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
def build():
    model = Transformer()
    scheduler = paddle.optimizer.lr.LinearWarmup(
        1 / 128, warmup_steps=7, start_lr=1 / 1024, end_lr=1 / 128
    )
    optimizer = paddle.optimizer.AdamW(
        learning_rate=scheduler,
        parameters=model.parameters(),
        epsilon=1e-6,
        weight_decay=1 / 64,
        grad_clip=nn.ClipGradByGlobalNorm(1.0),
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
def predict(model, prompt):
    text = prompt
    for _ in range(24):
        token = model(text[:, -16:])[:, -1:].argmax(axis=-1)
        text = paddle.concat([text, token], axis=1)
    return text[:, 16:], model(prompt)


def train(model, optimizer, scheduler, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(model, optimizer, scheduler, *load(x, y))
        print(f"step {i + 1}: loss {loss.item():.4f}")
