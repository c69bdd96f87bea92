"""Save after two epochs and go on; then load into new objects and go on from there."""

import paddle
from paddle import nn
from paddle.io import DataLoader, TensorDataset
from paddle.utils import unique_name


# %% function
def make(seed):
    paddle.seed(seed)
    model = nn.Sequential(nn.Linear(4, 16), nn.ReLU(), nn.Dropout(), nn.Linear(16, 1))
    return model, paddle.optimizer.Adam(parameters=model.parameters())


def train(model, optimizer, x, y):
    for _ in range(2):
        for features, target in DataLoader(TensorDataset([x, y]), batch_size=8, shuffle=True):
            (model(features) - target).square().mean().backward()
            optimizer.step()
            optimizer.clear_grad()
    return paddle.concat([weight.flatten() for weight in model.parameters()]).tolist()


# %% ask
def ask(seed, x, y, scratch):
    x, y = paddle.to_tensor(x), paddle.to_tensor(y)
    with unique_name.guard():
        model, optimizer = make(seed)
        train(model, optimizer, x, y)
        states = [model.state_dict(), optimizer.state_dict(), paddle.get_rng_state()]
        paddle.save(states, f"{scratch}/midway.pd")
        first = train(model, optimizer, x, y)
    with unique_name.guard():  # names start again, as in a new process
        model, optimizer = make(seed)
        states = paddle.load(f"{scratch}/midway.pd")
        model.set_state_dict(states[0])
        optimizer.set_state_dict(states[1])
        paddle.set_rng_state(states[2])
        return {"first": first, "again": train(model, optimizer, x, y)}
