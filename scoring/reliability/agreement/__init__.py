"""Whether the members of a group say the same, and whether groups differ: asked before any group mean is used."""
