"""Tasks begin once what they come after is done, and are skipped where that failed."""

from hypothesis import given
from hypothesis import strategies as st

from rnct_chapters.batch.outcome import Finished
from rnct_chapters.batch.plan import Kind, Task
from rnct_chapters.batch.waiting import Waiting
from rnct_chapters.messages import message


def task(event: str, key: str, kind: Kind, *after: str) -> Task:
    return Task(event, kind, 1, (), tuple(after), "", key, "")


def event_of(name: str, recordings: int, recaps: list[list[int]]) -> list[Task]:
    hear = [task(name, f"h{n}", "hear") for n in range(recordings)]
    check = [task(name, f"c{n}", "check", *(f"h{r % 5}" for r in of)) for n, of in enumerate(recaps)]
    return [*hear, *check, task(name, "i", "index", *(one.key for one in check))]


EVENTS = st.lists(
    st.tuples(
        st.integers(0, 4), st.lists(st.lists(st.integers(0, 4), max_size=3, unique=True), min_size=1, max_size=3)
    ),
    min_size=1,
    max_size=4,
)


@given(EVENTS, st.sets(st.integers(0, 40)), st.randoms(use_true_random=False))
def test_every_task_ends_once(events: list[tuple[int, list[list[int]]]], failing: set[int], chance: object) -> None:
    """In whatever order tasks end, each begins after all that it comes after has ended well, or is skipped after one
    of them that did not; none is forgotten. A task that is not among them is done already."""
    tasks = [one for n, (count, recaps) in enumerate(events) for one in event_of(str(n), count, recaps)]
    names = {one.name for one in tasks}
    waiting, running, ended = Waiting(tasks), [], {}
    while True:
        for kind in ("hear", "check", "index"):
            while (one := waiting.next(kind)) is not None:  # type: ignore[arg-type]
                before = [(one.event, key) for key in one.after if (one.event, key) in names]
                assert all(ended[name].good for name in before)
                running.append(one)
        if not running:
            break
        one = running.pop(chance.randrange(len(running)))  # type: ignore[attr-defined]
        bad = len(ended) in failing
        finished = Finished(one, "failed" if bad else "done", message("batch_killed") if bad else None)
        for end in [finished, *waiting.ended(finished)]:
            assert end.task.name not in ended
            ended[end.task.name] = end
    assert ended.keys() == names
    for end in ended.values():
        before = [ended[end.task.event, key] for key in end.task.after if (end.task.event, key) in ended]
        assert (end.state == "skipped") == any(not one.good for one in before)
