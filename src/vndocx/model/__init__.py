"""The value types: Scan, Layout, Language, Findings, Record. All frozen; a stage returns a new one."""
