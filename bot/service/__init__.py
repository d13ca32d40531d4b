"""What a person can do: one use case, one transaction. Knows neither Telegram nor a terminal."""
