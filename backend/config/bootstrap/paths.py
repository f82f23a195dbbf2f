"""Where everything lies in a checkout."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
FRONTEND = ROOT / "frontend"
REQUIREMENTS = ROOT / "requirements"
VAR = ROOT / "var"
LOCK = VAR / "run" / "supervisor.lock"
STATE = VAR / "run" / "serve.json"
