"""An object store on loopback, in a process of its own: moto's S3, spoken to over HTTP as any other."""

import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.servers import wait_until

BUCKET = "archive"
SERVER = "from moto.server import main; main(['-H', '127.0.0.1', '-p', '0'])"
KEYS = {"AWS_ACCESS_KEY_ID": "AKIAEXAMPLEOFTHETEST", "AWS_SECRET_ACCESS_KEY": "hush/hush/hush/hush/hush/hush/hush+"}


@dataclass(frozen=True, slots=True)
class ObjectStore:
    """A running store with one bucket; `environment` is what leads to it."""

    base: str
    process: "subprocess.Popen[bytes]"

    @property
    def address(self) -> str:
        return f"s3://{BUCKET}"

    @property
    def environment(self) -> dict[str, str]:
        return {**KEYS, "AWS_ENDPOINT_URL": self.base, "AWS_DEFAULT_REGION": "us-east-1"}

    def files(self) -> Any:
        """The store as fsspec shows it; nothing that it says is remembered."""
        import s3fs

        return s3fs.S3FileSystem(endpoint_url=self.base, key="any", secret="any", use_listings_cache=False)

    def fill(self, folder: Path, below: str) -> str:
        """The files of a folder, put below a name in the bucket; its address."""
        there = self.files()
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            there.pipe_file(f"{BUCKET}/{below}/{path.relative_to(folder).as_posix()}", path.read_bytes())
        return f"{self.address}/{below}"

    def contents(self, below: str) -> dict[str, bytes]:
        """Every object below a name, by its name from there."""
        there, root = self.files(), f"{BUCKET}/{below}/"
        return {name.removeprefix(root): there.cat_file(name) for name in there.find(root)}

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Until the block ends, it looks at who asks, and knows nobody."""
        self._let_in(0)
        try:
            yield
        finally:
            self._let_in(1_000_000)

    def _let_in(self, count: int) -> None:
        headers = {"Content-Type": "text/plain"}
        asked = urllib.request.Request(f"{self.base}/moto-api/reset-auth", str(count).encode(), headers)
        with urllib.request.urlopen(asked, timeout=10):
            pass


@contextmanager
def object_store(log: Path) -> Iterator[ObjectStore]:
    """A store that answers until the block ends."""
    with (
        log.open("wb") as said,
        subprocess.Popen([sys.executable, "-c", SERVER], stdout=said, stderr=said, stdin=subprocess.DEVNULL) as process,
    ):
        try:
            wait_until(lambda: process.poll() is not None or b"Running on" in log.read_bytes(), 60)
            named = re.search(rb"Running on (\S+)", log.read_bytes())
            assert named is not None, log.read_text()
            store = ObjectStore(named[1].decode(), process)
            store.files().mkdir(BUCKET)
            yield store
        finally:
            process.kill()
