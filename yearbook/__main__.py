"""``python -m yearbook``."""

from yearbook.cli import main

main()
