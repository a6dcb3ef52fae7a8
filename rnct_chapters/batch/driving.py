"""A batch from its first task to its last: what the runner does, and beside it the index."""

from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor

from rnct_chapters.batch.indexing import Indexing
from rnct_chapters.batch.outcome import Finished, How, Runner, Stoppable, Told
from rnct_chapters.batch.plan import Task
from rnct_chapters.batch.waiting import Waiting


def drive(tasks: Sequence[Task], runner: Runner, how: How, told: Told) -> Generator[Finished]:
    """Every task's end. Events go into the index from this machine, while the runner goes on with the others. Raises as
    the runner does; closing the iterator ends what is running."""
    waiting, tell = Waiting(tasks), Stoppable(told)
    with ThreadPoolExecutor(1) as pool:
        indexing = Indexing(pool, how, tell)

        def add() -> None:
            while (task := waiting.next("index")) is not None:
                indexing.add(task)

        try:
            add()
            for finished in runner.run([task for task in tasks if task.kind != "index"], tell):
                yield finished
                yield from (ended for ended in waiting.ended(finished) if ended.task.kind == "index")
                add()
                yield from indexing.ended()
            yield from indexing.rest()
        finally:
            tell.stop()
            pool.shutdown(wait=False, cancel_futures=True)
