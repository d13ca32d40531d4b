"""When to write to somebody unasked, whether to, and the loop that does it."""
