"""Reading evidence for fit, how people stand, and what was decided."""
