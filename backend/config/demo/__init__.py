"""The demo: two fictitious organisations, made through the same services with named actors as everything else."""
