"""Runs a command as a container would: other files, another user, no network, and only /tmp to write to."""

import ctypes
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TypeVar

Result = TypeVar("Result")

# Of this computer: the system's programs and libraries, and this Python with its packages.
SYSTEM = [Path("/") / name for name in ("bin", "sbin", "lib", "lib64", "usr", "etc")]
PYTHON = [Path(sys.base_prefix), Path(sys.prefix)]
PACKAGES = "/opt/venv"
_NETWORK = 0x40000000  # CLONE_NEWNET

_ENTER = r"""
root=$1 user=$2 mode=$3; shift 3
[ -z "${TELL-}" ] || echo inside > "/dev/fd/$TELL"
ip link set lo up
mount --bind "$root" "$root"
mkdir -p "$root/tmp" "$root/proc" "$root/dev"
mount -t tmpfs -o size=128m,mode=1777 tmpfs "$root/tmp"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
for pair in $MOUNTS; do
  from=${pair%%:*} to=$root${pair#*:}
  if [ -L "$from" ]; then ln -sfn "$(readlink "$from")" "$to"; continue; fi
  [ -d "$from" ] || continue
  mkdir -p "$to"
  mount --rbind "$from" "$to"
  mount -o remount,bind,ro "$to"
done
[ "$mode" = rw ] || mount -o remount,bind,ro "$root"
cd /
exec chroot "$root" setpriv --reuid "$user" --regid "$user" --clear-groups --no-new-privs \
  --bounding-set=-all --inh-caps=-all env -i --chdir="$PLACE" "$@"
"""


def command(
    image: Path,
    words: Sequence[str],
    variables: Mapping[str, str],
    *,
    user: int,
    place: str,
    mode: str = "ro",
) -> list[str]:
    """Return the command that runs words in the folder of an image, by the number of a user."""
    mounts = " ".join([*(f"{path}:{path}" for path in (*SYSTEM, *PYTHON)), f"{sys.prefix}:{PACKAGES}"])
    given = [f"{name}={value}" for name, value in variables.items()]
    return [
        *("env", f"MOUNTS={mounts}", f"PLACE={place}"),
        *("unshare", "--mount", "--net", "--pid", "--fork", "--kill-child", "sh", "-euc", _ENTER, "sh"),
        *(str(image), str(user), mode, *given, *words),
    ]


@contextmanager
def running(words: Sequence[str], log: IO[str]) -> Iterator[int]:
    """Start a command of `command`; yield the number of its process, and kill it at the end."""
    heard, tell = os.pipe()
    with os.fdopen(heard) as heard_text:
        outside = subprocess.Popen(
            ["env", f"TELL={tell}", *words], stdout=log, stderr=subprocess.STDOUT, pass_fds=[tell]
        )
        os.close(tell)
        heard_text.readline()  # it is there, or has ended
    process = 0
    try:
        process = _child(outside.pid)
        yield process
    finally:
        if outside.poll() is None:
            with suppress(ProcessLookupError):  # it has ended, and what is outside is about to
                os.kill(process or outside.pid, signal.SIGKILL)
        outside.wait(10)


def _child(process: int) -> int:
    """Return what `unshare` has started: the first process inside, with which all others end."""
    return int(Path(f"/proc/{process}/task/{process}/children").read_text())


def ended(process: int, seconds: float) -> bool:
    """Wait until a process has ended; tell whether it has in this time."""
    number = os.pidfd_open(process)
    try:
        return bool(select.select([number], [], [], seconds)[0])
    finally:
        os.close(number)


def inside(process: int, work: Callable[[], Result]) -> Result:
    """Do some work in a thread that has the network of a process, and so have all threads that it starts."""

    def enter() -> None:
        network = os.open(f"/proc/{process}/ns/net", os.O_RDONLY)
        try:
            if ctypes.CDLL(None, use_errno=True).setns(network, _NETWORK):
                raise OSError(ctypes.get_errno(), "the network of the process cannot be entered")
        finally:
            os.close(network)

    with ThreadPoolExecutor(1, initializer=enter) as thread:
        return thread.submit(work).result()
