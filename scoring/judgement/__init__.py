"""Situational tests: keys, panels, and what a taker's ratings of options say about style and standard."""
