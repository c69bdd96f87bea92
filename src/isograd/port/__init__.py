"""A model that was written anew for another framework, and the proof that it is the same."""
