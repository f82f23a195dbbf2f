"""How carefully a form was answered. A flag invites a retake or a talk; it is never a reason against somebody.

Knows answers and item parameters. It must not know who answered, nor change a score.
"""
