"""Reading samples, runs, and what is known about every scale."""
