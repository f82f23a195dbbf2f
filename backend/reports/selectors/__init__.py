"""Gathers what reports are about."""
