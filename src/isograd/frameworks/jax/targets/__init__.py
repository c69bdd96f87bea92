"""What JAX can be written as."""
