"""Other bots, doing the same Bot API calls for each update as Cairn does, and nothing else."""
