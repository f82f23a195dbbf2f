"""Freezing tenders, asking suppliers and their staff, grading evidence, assessing, deciding and answering."""
