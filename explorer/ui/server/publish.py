"""Copy what browsers load before the app starts: `python -m explorer.ui.server.publish`.

A server that finds the copy writes nothing. So the app runs where files can only be read, as in a container.
"""

from explorer.ui.server import cache


def main() -> None:
    """Make the copy that every server of this installation uses, and say where it is."""
    print(cache.SERVED / cache.publish())


if __name__ == "__main__":
    main()
