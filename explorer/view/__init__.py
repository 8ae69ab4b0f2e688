"""One view of the explorer: its settings, and what is said of it."""
