"""The psychometric engine of Onculture: pure functions on numbers and frozen classes.

Knows nothing of the web, of databases or of the network, keeps no global state, and draws no random
number without a generator that was handed in. Nothing is imported here, so that `python -m scoring`
starts quickly and can settle the number of threads before numpy is loaded.
"""

__version__ = "0.1.0"
