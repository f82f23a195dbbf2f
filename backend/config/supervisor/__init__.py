"""`python -m backend serve`: one supervisor and its children, the database, the web server and the worker.

Starts them in order, waits until each is well, restarts what dies, passes signals on, and leaves no orphan.
Standard library, psycopg and `backend.kernel.database` only: it runs before Django is set up.
"""
