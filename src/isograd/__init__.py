"""isograd: one task in every deep-learning framework, proven equal, measured, compared."""

__version__ = "0.1.0"
