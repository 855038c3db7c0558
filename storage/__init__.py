"""What the app remembers: the tables, the queries and the one door to them."""

from storage.database import Storage
from storage.transaction import Transaction

__all__ = ["Storage", "Transaction"]
