"""Archiving: editions become bags that need nothing else, bags are verified and built again, and stand together on a shelf."""

from yearbook.errands.archiving.making import Archived, Wish, make_bag
from yearbook.errands.archiving.shelf import is_shelf, put_on_shelf
from yearbook.errands.archiving.verifying import Verdict, verify

__all__ = ["Archived", "Verdict", "Wish", "is_shelf", "make_bag", "put_on_shelf", "verify"]
