"""Files that a visitor takes along: scripts, pictures, tables, a page in one file, a QR code."""
