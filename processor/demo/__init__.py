"""A mail server in the process and a demo inbox."""
