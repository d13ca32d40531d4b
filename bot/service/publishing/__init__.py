"""Making words live: looked over first, kept as editions, compared in plain words, taken back."""
