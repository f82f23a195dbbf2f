"""Reading plans, cards and, once they are sealed, marks."""
