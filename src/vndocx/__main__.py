"""``python -m vndocx`` is the command ``vndocx``."""

from vndocx.cli import main

if __name__ == "__main__":
    main()
