"""The operations, each a module that a worker runs: made of an order before there is a link, run once."""
