"""Drawing samples, calibrating, promoting and suspending."""
