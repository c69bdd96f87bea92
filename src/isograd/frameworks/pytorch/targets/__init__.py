"""What PyTorch can be written as."""
