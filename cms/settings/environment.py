"""The one way settings read the environment; a missing value stops with one line that names it."""

import sys
from pathlib import Path

from environs import Env

BASE_DIR = Path(__file__).resolve().parent.parent.parent

env = Env()
env.read_env(BASE_DIR / ".env", recurse=False)


def required(name: str) -> str:
    """Return the environment variable ``name`` or stop the process, naming it."""
    value = env.str(name, "")
    if not value:
        sys.exit(f"Quartiers : la variable d’environnement {name} manque (voir .env.example).")
    return value
