"""The pages that `--help` shows: a usage line as manuals write it, and examples as one would type them."""

from collections.abc import Sequence
from typing import Any

from typer.core import TyperCommand, TyperGroup


class Page(TyperCommand):
    """The page of a command; its epilog is examples, one a line, which are never broken."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """`RECAP RECORDING...`, which some versions of typer put into braces."""
        return _without_braces(super().collect_usage_pieces(ctx))

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        _write_examples(self.epilog, formatter)


class Front(TyperGroup):
    """The page of the program itself."""

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        _write_examples(self.epilog, formatter)


def _without_braces(pieces: Sequence[str]) -> list[str]:
    return [piece.translate({ord("{"): None, ord("}"): None}) for piece in pieces]


def _write_examples(examples: str | None, formatter: Any) -> None:
    if examples:
        formatter.write("\nExamples:\n" if "\n" in examples else "\nExample:\n")
        formatter.write("".join(f"  {line}\n" for line in examples.splitlines()))
