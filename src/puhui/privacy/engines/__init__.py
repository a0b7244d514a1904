"""Engines of private computations. Only `puhui.privacy.worker` imports one, in a process of its own."""
