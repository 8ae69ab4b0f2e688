"""deploy/requirements.lock, the versions that the containers have, fits requirements.txt and is complete."""

import re
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
WANTED = [
    Requirement(line.split("#")[0])
    for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    if line.split("#")[0].strip()
]


def pinned():
    """Return what the lock file names for this Python: requirements, and how many digests each has."""
    text = (ROOT / "deploy" / "requirements.lock").read_text(encoding="utf-8")
    found = {}
    for entry in re.sub(r"\\\n", "", text).splitlines():
        if entry.strip() and not entry.lstrip().startswith("#"):
            line, *digests = entry.split(" --hash=")
            pin = Requirement(line.strip())
            if not pin.marker or pin.marker.evaluate():
                found[canonicalize_name(pin.name)] = pin, [digest.strip() for digest in digests]
    return found


PINNED = pinned()


def version(name):
    (exact,) = PINNED[canonicalize_name(name)][0].specifier
    assert exact.operator == "=="
    return exact.version


def test_every_version_is_one_that_the_app_may_have():
    assert WANTED
    assert [str(one) for one in WANTED if version(one.name) not in one.specifier] == []


def test_every_package_is_pinned_with_the_digests_of_its_files():
    assert all(version(name) for name in PINNED)
    digest = re.compile(r"sha256:[0-9a-f]{64}")
    for name, (_, digests) in PINNED.items():
        assert digests, name
        assert all(map(digest.fullmatch, digests)), name


def test_what_the_packages_need_is_pinned_too():
    """As those say that are installed here in the same version; there may be newer ones since."""
    same = [name for name in PINNED if metadata.version(name) == version(name)]
    assert same
    needed = {
        canonicalize_name(one.name)
        for name in same
        for one in map(Requirement, metadata.requires(name) or [])
        if not one.marker or one.marker.evaluate({"extra": ""})
    }
    assert needed - set(PINNED) == set()
