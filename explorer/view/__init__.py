"""One view of the explorer: its settings, its forward pass, and the sentences about it."""
