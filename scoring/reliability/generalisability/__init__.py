"""Ratings of people by raters in blocks: how much of a grade is the person, and how severe each rater is."""
