"""Evidence of several methods: one position, say against do, and which evidence to ask for next."""
