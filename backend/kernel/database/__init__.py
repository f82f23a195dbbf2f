"""The PostgreSQL server that the product brings along, its roles and their grants.

Knows how to find, start, stop and address a server; knows no table and no organisation.
Standard library and psycopg only: it runs before Django is set up.
"""
