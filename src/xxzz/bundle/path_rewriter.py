"""Changes the file names in locations to those inside a package."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from xxzz.nomination import Nomination, Submission
from xxzz.waivers.waiver import Waivers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xxzz.finding import Problem
    from xxzz.location import Location


class PathRewriter:
    """Renames files; `names` maps old to new POSIX paths."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def submission(self, one: Submission) -> Submission:
        """Return a submission with all locations renamed."""
        source = Path(self._names.get(one.source.as_posix(), one.source))
        return Submission(source=source, nominations=tuple(map(self._nomination, one.nominations)))

    def problem(self, one: Problem) -> Problem:
        """Return a problem with all locations renamed."""
        related = tuple(map(self._place, one.related))
        return one._replace(location=self._place(one.location), related=related)

    def waivers(self, all_: Waivers) -> Waivers:
        """Return waivers with all locations renamed."""
        granted = (replace(one, location=self._place(one.location)) for one in all_.granted)
        return Waivers(tuple(granted), tuple(map(self.problem, all_.problems)))

    def _nomination(self, one: Nomination) -> Nomination:
        origin = one.origin
        places = {name: self._place(place) for name, place in origin.places.items()}
        moved = replace(origin, base=self._place(origin.base), places=places)
        return replace(one, origin=moved)

    def _place(self, at: Location) -> Location:
        return at._replace(file=self._names.get(at.file, at.file))
