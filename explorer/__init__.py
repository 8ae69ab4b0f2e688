"""See what a convolution and its rectifier do to a picture."""

VERSION = "0.4.0"
"""The topmost one of CHANGELOG.md."""
