"""A bank's desks: what its people do with applications and loans, and the door through which the portal brings them."""

from puhui.desks.bank.books import Books
from puhui.desks.bank.desk import BankDesk

__all__ = ["BankDesk", "Books"]
