"""A whole city on one machine: a simulated economy, its institutions' nodes, and one loan played through them.

The room promises that every node is a process of its own with its own folder, key, database and port, that none opens
another's folder, and that the story goes over HTTP like anybody's visit: what it shows is what the nodes really do.
"""
