"""The archive: thousands of files, each read once, nothing lost. ``run`` is the way in."""
