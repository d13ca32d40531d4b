"""Pictures, as PNG: pure drawing that knows nothing of the house, in a process of its own."""
