"""The history of the node's tables, for Alembic: `env.py` runs it, `versions/` holds one step each."""
