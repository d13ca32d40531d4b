"""What a person can do, tested without any transport."""
