"""Programs that are not ours, and a file to try them on."""

import os
import shutil
import subprocess
import wave
from pathlib import Path

import pytest


def tool(name: str) -> str:
    """Where the program is; without it the test is skipped, or fails where tools are required."""
    if (path := shutil.which(name)) is None:
        if os.environ.get("RNCT_REQUIRE_TOOLS") == "1":
            pytest.fail(f"{name} is not installed, and a missing tool is a failure here")
        pytest.skip(f"{name} is not installed")
    return path


def output_of(*command: str) -> bytes:
    """What the program prints; its complaint fails the test."""
    done = subprocess.run([tool(command[0]), *command[1:]], capture_output=True, timeout=60)
    assert done.returncode == 0, (done.stdout + done.stderr).decode("utf-8", "replace")
    return done.stdout


def silence(path: Path, seconds: int = 2) -> Path:
    """A sound file with nothing to hear."""
    with wave.open(str(path), "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(8_000)
        wav.writeframes(bytes(2 * 8_000 * seconds))
    return path
