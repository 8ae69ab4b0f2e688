"""What the server sends leaves at once."""

import socket
import sys

import pytest

from explorer.ui.server import network
from tests.ui.page import open_app

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is done")


def waits(connection: socket.socket) -> bool:
    return not connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_no_connection_waits_once_the_app_has_been_opened():
    """Not one that is there, and not one that comes later to a socket that listens already."""
    network.send_at_once.clear()
    with socket.socket() as listening, socket.socket() as early, socket.socket() as late:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        early.connect(listening.getsockname())
        there, _ = listening.accept()
        assert waits(there)
        open_app()
        late.connect(listening.getsockname())
        arrived, _ = listening.accept()
        with there, arrived:
            assert not waits(there)
            assert not waits(arrived)


def test_other_files_and_sockets_are_left_alone(tmp_path):
    network.send_at_once.clear()
    with (tmp_path / "file").open("w") as file, socket.socket(socket.AF_UNIX) as local:
        network.send_at_once()
        file.write("still open")
        assert local.fileno() >= 0
