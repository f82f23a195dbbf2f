"""Inviting people, letting them sit, keeping what they answered."""
