"""LibreOffice as a test uses it: each test session with a profile of its own, one program at a time."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

SOFFICE = shutil.which("soffice")
OPENING = {".html": "HTML (StarWriter)"}
"""By suffix: the filter to open a file with, where Writer's own is not what LibreOffice would take."""


@dataclass(frozen=True, slots=True)
class Office:
    """`folder` holds the profile, and whatever is converted."""

    folder: Path

    def convert(self, content: bytes, suffix: str, to: str) -> bytes:
        """`content`, a file of that suffix, saved as another kind: `odt`, or a kind with its filter, `odt:writer8`."""
        source = self.folder / f"article{suffix}"
        source.write_bytes(content)
        made = self.folder / "made"
        shutil.rmtree(made, ignore_errors=True)
        opening = [f"--infilter={OPENING[suffix]}"] if suffix in OPENING else []
        profile = f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"
        options = ["--headless", *opening, "--convert-to", to, "--outdir", str(made), str(source)]
        subprocess.run([str(SOFFICE), profile, *options], check=True, capture_output=True, timeout=120)
        return (made / f"article.{to.partition(':')[0]}").read_bytes()
