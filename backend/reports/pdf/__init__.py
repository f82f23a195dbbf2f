"""The craft of reports on paper: one document in, the same bytes out, on any machine at any time."""
