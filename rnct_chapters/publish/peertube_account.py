"""A user of a PeerTube instance: a token as it was given, or one got for a name and a password.

That one is kept in memory only. It lasts a day where the instance does not say otherwise: longer than any run.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from rnct_chapters.errors import HostFailed, UsageError
from rnct_chapters.messages import message
from rnct_chapters.publish.secrets import Secret, Secrets
from rnct_chapters.publish.web import Answer, Asking, Refused, Web, checked_host

_FACTOR = "x-peertube-otp"
_VIDEO_PASSWORD = "x-peertube-video-password"
_SENTENCES = {
    "invalid_grant": "peertube_wrong_password",
    "missing_two_factor": "peertube_two_factor",
    "invalid_two_factor": "peertube_wrong_factor",
    "video_requires_password": "peertube_video_password",
    "incorrect_video_password": "peertube_video_password",
}
"""What to say for the `code` of a refusal."""


class Account:
    """Who writes to the instance at `base`; it is asked nothing before it has to be, and nobody needs to be known until
    then. Raises `UsageError` for an instance without https."""

    def __init__(self, base: str, web: Web, secrets: Secrets) -> None:
        self._base, self._web, self._secrets = base, web, secrets
        self._host = checked_host(base)
        self._token = self._secret("token")

    @property
    def is_known(self) -> bool:
        """Whether there is a token, or a name and a password."""
        return bool(self._token or (self._secret("username") and self._secret("password")))

    def call(self, method: str, url: str, json: object = None) -> Answer:
        """One request in the name of the account. Raises `HostFailed`, and `UsageError` where none is known."""
        if not self.is_known:
            raise UsageError(message("peertube_no_account", host=self._host, path=str(self._secrets.file)))
        self._token = self._token or self._signed_in()
        asking: Asking = {"token": self._token, "expect": (200, 204)}
        if json is not None:
            asking["json"] = json
        if (password := self._secret("video_password")) is not None:
            asking["headers"] = {_VIDEO_PASSWORD: password}
        with self._explained():
            return self._web.call(method, url, **asking)

    def _signed_in(self) -> Secret:
        """A token for the name and the password. Raises `HostFailed`."""
        client = self._web.call("GET", f"{self._base}/api/v1/oauth-clients/local")
        match client.json:
            case {"client_id": str(id), "client_secret": str(client_secret)}:
                pass
            case _:
                raise client.garbled()
        name, password = self._secret("username") or Secret(""), self._secret("password") or Secret("")
        form: dict[str, str | Secret] = {
            "client_id": id,
            "client_secret": Secret(client_secret),
            "grant_type": "password",
            "username": name.reveal(),
            "password": password,
        }
        code = self._secret("otp")
        headers: dict[str, str | Secret] = {_FACTOR: code} if code else {}
        url = f"{self._base}/api/v1/users/token"
        with self._explained():
            answer = self._web.call("POST", url, form=form, headers=headers, again=True)  # a second token does no harm
        match answer.json:
            case {"access_token": str(token)}:
                return Secret(token)
        raise answer.garbled()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """A refusal whose code tells what to do becomes a sentence that says so."""
        try:
            yield
        except Refused as refusal:
            body = refusal.answer.json
            key = _SENTENCES.get(str(body.get("code"))) if isinstance(body, dict) else None
            if key is None:
                raise
            raise HostFailed(message(key, host=self._host)) from refusal

    def _secret(self, key: str) -> Secret | None:
        return self._secrets.get(f"peertube:{self._host}", key)
