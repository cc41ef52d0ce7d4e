"""The neural network that reads a mail as a whole: what it sees, what it makes of that, and its words put together."""
