"""The demo council: fictitious people and papers, built through the same functions that the pages call."""
