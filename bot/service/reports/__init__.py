"""What was written down in going over a list, to take along: as a page, as a table."""
