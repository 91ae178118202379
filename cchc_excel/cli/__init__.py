"""The command line: the only part that knows click, the screen and exit statuses."""
