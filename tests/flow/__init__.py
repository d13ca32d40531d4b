"""The pure engine: each verb, each way, and that any moment of it can be put away as JSON."""
