"""A shuffled epoch is left and taken up again from the generator's saved state."""

from itertools import islice

import torch
from torch.utils.data import DataLoader, Dataset


# %% function
class Rows(Dataset):
    def __init__(self, rows):
        self.rows, self.reads = rows, 0

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, index):
        self.reads += 1
        return self.rows[index]


# %% ask
def ask(rows, batch, done, seed):
    order = torch.Generator().manual_seed(seed)
    saved = {"order": order.get_state(), "done": done}
    loader = DataLoader(Rows(rows), batch_size=batch, shuffle=True, generator=order)
    first = [row for part in islice(loader, done) for row in part.tolist()]

    data, order = Rows(rows), torch.Generator()
    order.set_state(saved["order"])
    loader = DataLoader(data, batch_size=batch, shuffle=True, generator=order)
    rest = [row for part in islice(loader, saved["done"], None) for row in part.tolist()]
    return {"first": first, "rest": rest, "reads": data.reads}
