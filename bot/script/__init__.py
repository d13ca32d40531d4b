"""The script language: a file's text becomes a checked Script, or a list of plain problems."""
