"""The hub that models are fetched from (huggingface.co): what is here from it, and what is not.

Nothing here may hang: the fetching runs beside, and is given up when nothing arrives for a while.
"""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

from rnct_chapters.errors import CacheFailed, ModelUnavailable, UsageError, needs
from rnct_chapters.messages import message
from rnct_chapters.recording.progress import Progress, Told, untold
from rnct_chapters.whole_files import why_unwritten

ANSWERS_WITHIN_S = 15
"""A hub that has given nothing by then is taken to be out of reach."""
GOES_ON_WITHIN_S = 60
"""A download that stands still for so long is given up; what has come stays, and the next run goes on from there."""
_LOOK_S = 0.25


def usual_folder() -> Path:
    """Where the hub's own programs keep what they fetch, as its documentation says ("Environment variables")."""
    get = os.environ.get
    home = get("HF_HOME") or Path(get("XDG_CACHE_HOME") or "~/.cache") / "huggingface"
    return Path(get("HF_HUB_CACHE") or Path(home) / "hub").expanduser()


def fetched(root: Path) -> Iterator[tuple[str, Path]]:
    """The id and the newest snapshot of everything that the hub's programs keep in `root`."""
    for kept in sorted(root.glob("models--*--*")):
        snapshots = sorted((p for p in (kept / "snapshots").glob("*") if p.is_dir()), key=lambda p: p.stat().st_mtime)
        if snapshots:
            yield kept.name.removeprefix("models--").replace("--", "/", 1), snapshots[-1]


def local(hub_id: str, root: Path | None) -> Path | None:
    """The folder of a model that was fetched before; None where it was not. Asks no network."""
    with needs("speech"):
        from faster_whisper import download_model  # type: ignore[import-untyped]
    try:
        folder = Path(download_model(hub_id, local_files_only=True, cache_dir=None if root is None else str(root)))
    except (OSError, ValueError):
        return None
    return folder if (folder / "model.bin").is_file() else None


def fetch(hub_id: str, root: Path | None, told: Told = untold) -> Path:
    """Fetches a model. Raises `ModelUnavailable` with what to do where the hub cannot be reached."""
    with needs("speech"):
        from faster_whisper import download_model
    keeping = usual_folder() if root is None else root
    place = keeping / f"models--{hub_id.replace('/', '--')}"
    fetching = _Beside(lambda: Path(download_model(hub_id, cache_dir=str(keeping))))
    begun, at = _size(place), monotonic()
    come = begun
    while not fetching.done.wait(_LOOK_S):
        if (now := _size(place)) != come:
            come, at = now, monotonic()
            told(Progress(message("speech_fetching_model", model=hub_id), max(0, come - begun), None, "bytes"))
        if monotonic() - at > (ANSWERS_WITHIN_S if come == begun else GOES_ON_WITHIN_S):
            raise unreachable(hub_id)
    if fetching.failed is not None:
        raise _translated(fetching.failed, hub_id, keeping) from fetching.failed
    assert fetching.folder is not None
    return fetching.folder


def unreachable(hub_id: str) -> ModelUnavailable:
    """What to say where there is no network: how to bring the model from a machine that has it."""
    return ModelUnavailable(message("speech_model_offline", model=hub_id, folder=hub_id.rpartition("/")[2]))


class _Beside:
    """The call in a thread of its own, which does not keep the program from ending."""

    def __init__(self, call: Callable[[], Path]) -> None:
        self.done = threading.Event()
        self.folder: Path | None = None
        self.failed: Exception | None = None
        threading.Thread(target=self._run, args=(call,), daemon=True).start()

    def _run(self, call: Callable[[], Path]) -> None:
        try:
            self.folder = call()
        except Exception as error:  # translated by whoever waits
            self.failed = error
        finally:
            self.done.set()


def _translated(error: Exception, hub_id: str, keeping: Path) -> ModelUnavailable | CacheFailed | UsageError:
    """The hub's errors by their names: its library belongs to faster-whisper, not to this program."""
    names = {kind.__name__ for kind in type(error).__mro__}
    if "GatedRepoError" in names:
        return ModelUnavailable(message("speech_model_gated", model=hub_id))
    if names & {"RepositoryNotFoundError", "HFValidationError"}:
        return UsageError(message("speech_model_not_on_hub", model=hub_id))
    if names & {"LocalEntryNotFoundError", "ConnectError", "ConnectionError", "TimeoutException", "HTTPError"}:
        return unreachable(hub_id)
    if isinstance(error, OSError) and error.errno is not None:
        return CacheFailed(message("cache_unwritable", path=str(keeping), why=why_unwritten(error)))
    why = " ".join(str(error).split()) or type(error).__name__
    return ModelUnavailable(message("speech_model_not_fetched", model=hub_id, why=why[:300]))


def _size(place: Path) -> int:
    """Bytes that have come so far."""
    total = 0
    for path in place.rglob("*") if place.is_dir() else ():
        try:
            total += path.lstat().st_size if path.is_file() else 0
        except OSError:  # renamed just now
            continue
    return total
