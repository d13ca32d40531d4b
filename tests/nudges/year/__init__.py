"""A simulated year of people with reminders, and its account: one line an occurrence."""
