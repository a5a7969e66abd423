"""A pytest plugin: tests neither use nor fill the cache of whoever runs them; those about the cache name a folder of their own."""

import os

os.environ["YEARBOOK_CACHE"] = "off"
