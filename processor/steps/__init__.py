"""What happens to a mail and when: each step claims its work, does it, and writes the result."""
