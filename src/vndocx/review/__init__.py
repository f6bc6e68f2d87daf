"""Review: the pages of a paper with the findings marked on them, for a person to check and correct."""
