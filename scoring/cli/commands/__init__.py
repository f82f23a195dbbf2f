"""One module per command; each holds `COMMAND`."""
