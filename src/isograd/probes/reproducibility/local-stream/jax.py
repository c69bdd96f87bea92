"""Draw by keys, and again with draws by a key of one's own in between; nothing is global."""

import jax


# %% function
def draw(key):
    return jax.random.normal(key, (20,))


# %% ask
def ask(seed, mine):
    one, two = jax.random.split(jax.random.key(seed))
    first = [draw(one), draw(two)]
    one, two = jax.random.split(jax.random.key(seed))
    before, made, after = draw(one), draw(jax.random.key(mine)), draw(two)
    again = draw(jax.random.key(mine))
    return {"first": first, "again": [before, after], "mine": made, "mine_again": again}
