"""Reads a Dockerfile, and does what it says, step by step, with folders in the place of images."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import NamedTuple


class Step(NamedTuple):
    """An instruction, its options such as `--from=code`, and the rest of its line."""

    word: str
    options: dict[str, str]
    rest: str


@dataclass
class Stage:
    """What stands between one FROM and the next."""

    base: str
    steps: list[Step] = field(default_factory=list)

    def last(self, word: str) -> str:
        """Return what the last instruction of a kind says."""
        return [step.rest for step in self.steps if step.word == word][-1]

    def variables(self) -> dict[str, str]:
        """Return what ENV sets."""
        given = " ".join(step.rest for step in self.steps if step.word == "ENV")
        return dict(pair.split("=", 1) for pair in given.split())


def steps(text: str) -> Iterator[Step]:
    """List the instructions of a Dockerfile, each in one line."""
    lines = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    for line in re.sub(r"\\\n\s*", "", lines).splitlines():
        if line.strip():
            word, *parts = line.split()
            given = [] if word == "RUN" else [part for part in parts if part.startswith("--")]
            options = dict(part[2:].split("=", 1) for part in given)
            rest = line.partition(" CMD ")[2] if word == "HEALTHCHECK" else " ".join(parts[len(given) :])
            yield Step(word, options, rest)


def stages(text: str) -> dict[str, Stage]:
    """Return the stages by their names; before them stand only arguments."""
    found: dict[str, Stage] = {}
    for step in steps(text):
        if step.word == "FROM":
            base, _, name = step.rest.partition(" AS ")
            current = found[name] = Stage(base)
        elif found:
            current.steps.append(step)
    return found


def is_sent(path: PurePosixPath, ignore: str) -> bool:
    """Tell whether a file of the repository reaches the builder: the last pattern that fits decides."""
    sent = True
    for line in ignore.split("\n"):
        pattern = line.strip()
        if pattern and not pattern.startswith("#"):
            wanted = pattern.removeprefix("!")
            if any(_fits(folder, wanted) for folder in (path, *path.parents)):
                sent = pattern.startswith("!")
    return sent


def _fits(path: PurePosixPath, pattern: str) -> bool:
    if pattern.startswith("**/"):
        return fnmatchcase(path.name, pattern[3:])
    return len(path.parts) == len(PurePosixPath(pattern).parts) and fnmatchcase(str(path), pattern)


@dataclass
class Builder:
    """Carries out what copies; whoever uses it carries out what runs."""

    recipe: dict[str, Stage]
    context: Path
    ignore: str
    images: Path

    def copy(self, name: str) -> Path:
        """Do all FROM and COPY of a stage, and those of the stages that it needs; return its folder."""
        image = self.images / name
        if image.exists():
            return image
        stage = self.recipe[name]
        if stage.base in self.recipe:
            shutil.copytree(self.copy(stage.base), image, symlinks=True)
        else:
            image.mkdir(parents=True)
        place = PurePosixPath("/")
        for step in stage.steps:
            if step.word == "WORKDIR":
                place /= step.rest
                (image / place.relative_to("/")).mkdir(parents=True, exist_ok=True)
            elif step.word == "COPY":
                *sources, target = step.rest.split()
                for source in sources:
                    self._copy(image, source, place / target, step.options.get("from"), target.endswith("/"))
        return image

    def _copy(self, image: Path, source: str, target: PurePosixPath, stage: str | None, within: bool) -> None:
        origin = self.copy(stage) / source.lstrip("/") if stage else self.context / source
        goal = image / target.relative_to("/") / (origin.name if within and origin.is_file() else "")
        goal.parent.mkdir(parents=True, exist_ok=True)
        if origin.is_file():
            assert stage or self._sent(origin), f"{source} is not sent to the builder"
            shutil.copy2(origin, goal)
        else:
            left_out = None if stage else lambda folder, names: self._left_out(Path(folder), names)
            shutil.copytree(origin, goal, ignore=left_out, symlinks=True, dirs_exist_ok=True)

    def _left_out(self, folder: Path, names: list[str]) -> list[str]:
        return [name for name in names if not self._sent(folder / name)]

    def _sent(self, file: Path) -> bool:
        return is_sent(PurePosixPath(file.relative_to(self.context).as_posix()), self.ignore)
