"""Fit of a person to a culture definition, with its error. "Congruence" in the engine is "fit" in the product."""
