"""A causal character transformer in PyTorch."""

import torch
from torch import nn


# %% data
def load(x, y):
    return torch.from_numpy(x), torch.from_numpy(y)


# %% model
def heads(x):  # [batch, time, 32] -> [batch, head, time, 16]
    return x.view(x.shape[0], x.shape[1], 2, 16).transpose(1, 2)


class Transformer(nn.Module):
    def __init__(self):
        super().__init__()
        self.token = nn.Embedding(141, 32)
        self.position = nn.Embedding(16, 32)
        self.attention_norm = nn.LayerNorm(32)
        self.query = nn.Linear(32, 32, bias=False)
        self.key = nn.Linear(32, 32, bias=False)
        self.value = nn.Linear(32, 32, bias=False)
        self.output = nn.Linear(32, 32, bias=False)
        self.mlp_norm = nn.LayerNorm(32)
        self.expand = nn.Linear(32, 128)
        self.contract = nn.Linear(128, 32)
        self.final_norm = nn.LayerNorm(32)
        self.head = nn.Linear(32, 141)

    def attention(self, x):
        q, k, v = heads(self.query(x)), heads(self.key(x)), heads(self.value(x))
        made = nn.functional.scaled_dot_product_attention(q, k, v, is_causal=True)
        return self.output(made.transpose(1, 2).flatten(2))

    def forward(self, x):  # [batch, time] of tokens -> [batch, time, vocabulary]
        x = self.token(x) + self.position.weight
        x = x + self.attention(self.attention_norm(x))
        hidden = nn.functional.gelu(self.expand(self.mlp_norm(x)), approximate="tanh")
        x = x + self.contract(hidden)
        return self.head(self.final_norm(x))


# %% loss
def loss_fn(logits, y):
    return nn.functional.cross_entropy(logits.flatten(0, 1), y.flatten())


# %% step
def build():
    model = Transformer()
    # The rate is a tensor, so that a compiled step takes it as an input and not as a constant.
    optimizer = torch.optim.AdamW(
        model.parameters(), lr=torch.tensor(1 / 128), eps=1e-6, weight_decay=1 / 64
    )
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda t: min(1, (t + 1) / 8))
    return model, optimizer, scheduler


def step(model, optimizer, scheduler, x, y):
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    scheduler.step()
    return loss


# %% loop
@torch.no_grad()
def predict(model, prompt):
    text = prompt
    for _ in range(24):
        token = model(text[:, -16:])[:, -1:].argmax(dim=-1)
        text = torch.cat([text, token], dim=1)
    return text[:, 16:], model(prompt)


def train(model, optimizer, scheduler, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(model, optimizer, scheduler, *load(x, y))
        print(f"step {i + 1}: loss {loss.item():.4f}")
