"""The same conversation in a terminal: numbers answer, letters are the ways out."""
