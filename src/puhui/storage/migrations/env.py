"""What Alembic runs for each of its commands: over the connection that `puhui.storage.migrating` gives it.

`target` is the tables to compare with, where it writes a new revision.
"""

from alembic import context

given = context.config.attributes
context.configure(
    connection=given["connection"],
    target_metadata=given.get("target"),
    render_as_batch=True,  # SQLite alters a table by making it anew
    **given.get("options", {}),
)
context.run_migrations()
