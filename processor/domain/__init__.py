"""Values and pure rules of the registration office; no input or output, no clock, no log."""
