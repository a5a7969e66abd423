"""Bags (BagIt 1.0, RFC 8493): made in a hidden folder, judged file by file, read from a folder or a zip file. The only door to bagit."""

from yearbook.deliver.bag.bagging import bag_up, bagging_agent, put_in_place, unfinished
from yearbook.deliver.bag.opened import DECLARATION, Opened, open_bag, take_out, whole
from yearbook.deliver.bag.verdict import OURS, Verdict, judge

__all__ = [
    "DECLARATION",
    "OURS",
    "Opened",
    "Verdict",
    "bag_up",
    "bagging_agent",
    "judge",
    "open_bag",
    "put_in_place",
    "take_out",
    "unfinished",
    "whole",
]  # fmt: skip
