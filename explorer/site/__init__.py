"""The site: the explorer in one file, and the pages and files around it, for any web space."""
