"""What a file holds that a list of chapters has no place for: said once a kind, never dropped without a word."""

from collections.abc import Iterable

from rnct_chapters.messages import Message, message

_MOST_NAMES = 6
_LONGEST_NAME = 40


def counted(**counts: int) -> tuple[Message, ...]:
    """The message `beyond_<kind>` for each kind that was met."""
    return tuple(message(f"beyond_{kind}", count=count) for kind, count in counts.items() if count)


def keys_beyond(keys: Iterable[str]) -> tuple[Message, ...]:
    """One message that names keys, tags or elements which are not kept, the first few of many; none for no key."""
    names = sorted(set(keys))
    if not names:
        return ()
    shown = [name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…" for name in names[:_MOST_NAMES]]
    more = ["…"] if len(names) > _MOST_NAMES else []
    return (message("beyond_keys", names=", ".join(shown + more)),)
