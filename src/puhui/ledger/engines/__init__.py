"""Engines order entries. Named by `puhui.assembly` (and contract tests) alone; all else speaks to `Ledger`."""
