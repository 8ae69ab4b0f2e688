"""Connections that send at once what is written to them."""

import os
import socket
from contextlib import suppress
from pathlib import Path

import streamlit as st

_OPEN_FILES = Path("/proc/self/fd")


@st.cache_resource(show_spinner=False)
def send_at_once() -> None:
    """Turn Nagle's algorithm off for the TCP connections of this process, those that are still to come too.

    With it, what follows on a first packet waits until the browser has confirmed that one, which browsers
    put off for 40 ms: the body of every file, and most messages of an answer. asyncio turns it off, but
    only where the protocol of the listening socket is named, and Streamlit 1.67 names none. On Linux a
    connection inherits the option from the socket that it arrives at; elsewhere nothing is done.
    """
    for file in _OPEN_FILES.iterdir() if _OPEN_FILES.is_dir() else ():
        with suppress(OSError):  # closed meanwhile
            if file.is_socket():
                with socket.socket(fileno=os.dup(int(file.name))) as connection:
                    _turn_off(connection)


def _turn_off(connection: socket.socket) -> None:
    if connection.type == socket.SOCK_STREAM and connection.family in (socket.AF_INET, socket.AF_INET6):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
