"""Which rows of a long table the quick round takes."""

from collections.abc import Iterable
from typing import Any

import pytest


def one_in(every: int, cases: Iterable[Any]) -> list[Any]:
    """`cases` for parametrize: the first of each `every` in the quick round, the others in the slow one alone."""
    return [case if n % every == 0 else pytest.param(case, marks=pytest.mark.slow) for n, case in enumerate(cases)]
