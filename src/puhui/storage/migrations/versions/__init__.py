"""One module a revision. `tools/add_migration.py` writes the next; see docs/guides/change-the-tables.md."""
