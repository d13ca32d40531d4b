"""The words of the scripts for people who read them round a table: plain text, Word, one page."""
