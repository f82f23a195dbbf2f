"""Scoring models: frozen, hashed, behind one protocol and one registry."""
