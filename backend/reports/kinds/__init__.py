"""The kinds of reports: each a pure function from what it is about to a typed document."""
