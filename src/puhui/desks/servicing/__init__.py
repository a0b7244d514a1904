"""Loans that run: what a bank's people do with them, what the portal brings, and the enterprise's side."""
