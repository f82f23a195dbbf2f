"""For habit's sake: forwards to `python -m backend`, with the project's root on the path."""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from backend.__main__ import main  # the path must be set first

    main(sys.argv)
