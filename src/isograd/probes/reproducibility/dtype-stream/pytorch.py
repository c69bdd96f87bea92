"""Draw from one seed in float32 and in float64."""

import torch


# %% ask
def ask(seed, size):
    torch.manual_seed(seed)
    single = torch.randn(size, dtype=torch.float32)
    torch.manual_seed(seed)
    double = torch.randn(size, dtype=torch.float64)
    return {"float32": single.numpy(), "float64": double.numpy()}
