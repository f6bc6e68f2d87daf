"""Exports: records → tables, calendars and graphs for other systems. Pure functions of records."""
