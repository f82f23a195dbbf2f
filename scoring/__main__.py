"""`python -m scoring COMMAND ...`: the engine from the command line."""

import sys

from scoring.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
