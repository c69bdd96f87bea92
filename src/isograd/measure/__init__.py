"""The statistics of measurement, on plain arrays: effects, families, warm-up, plans.

A *launch* is a fresh process of one cell. Launch number w of every cell is alive at the same time:
a *wave*. Inside a wave *rounds* visit all launches once in random order, so that a ratio is formed
within (wave, round). The unit of inference is the wave, never the step.
"""
