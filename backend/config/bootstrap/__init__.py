"""What make runs on a machine where nothing is installed: makes the environment, then hands over to it.

Standard library only, Python 3.11 or newer. Installs nothing outside `.venv` and `frontend/node_modules`
(as root on Debian it may ask apt for python3-venv or a browser), and never names a package index: the
machine's own pip and npm settings say where packages come from.
"""
