"""The material that the networks learn from."""
