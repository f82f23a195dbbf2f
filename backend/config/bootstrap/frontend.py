"""The front end: node_modules from the lock, and the build that the web server serves."""

from backend.config.bootstrap.paths import FRONTEND
from backend.config.bootstrap.shell import output_of, run, say
from backend.config.bootstrap.steps import hash_of, is_done, mark_done

STAMPS = FRONTEND / "node_modules" / ".stamps"  # npm ci begins by deleting it
LOCKS = [FRONTEND / name for name in ("package.json", "package-lock.json", ".npmrc")]
BUILD = FRONTEND / "dist"


def packages_digest() -> str:
    return hash_of(LOCKS, (output_of(["node", "--version"]) or "").strip())


def packages_are_installed() -> bool:
    return is_done(STAMPS / "packages", packages_digest())


def install_packages() -> None:
    digest = packages_digest()
    say("front end: installing packages")
    run(["npm", "ci", "--no-audit", "--no-fund"], folder=FRONTEND)
    mark_done(STAMPS / "packages", digest)


def build_digest() -> str:
    return hash_of([FRONTEND], packages_digest())


def is_built() -> bool:
    return (BUILD / "index.html").exists() and is_done(STAMPS / "build", build_digest())


def build() -> None:
    """Build, unless what an earlier step brought is what the last build was made of."""
    digest = build_digest()
    if is_built():
        return
    say("front end: building")
    run(["npm", "run", "build", "--silent"], folder=FRONTEND)
    mark_done(STAMPS / "build", digest)
