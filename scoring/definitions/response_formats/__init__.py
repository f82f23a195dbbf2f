"""Response formats: how an item may be answered. One file a format; `registry` lists them.

A new format is one file here, one line in `registry`, one renderer in the player and one test.
"""
