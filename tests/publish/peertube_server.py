"""A PeerTube instance as far as chapters go, after the server's own controllers and validators.

python -m tests.publish.peertube_server STATE.json PORT_FILE [PORT]
"""

import re
from typing import Any

from tests.publish.serving import Asked, Reply, State, serve

CLIENT = {"client_id": "client-of-the-instance", "client_secret": "secret-of-the-instance"}


def problem(status: int, detail: str, code: str | None = None, **headers: str) -> Reply:
    """A refusal as RFC 7807 has it."""
    body = {"status": status, "title": "Refused", "detail": detail, "type": "about:blank"}
    if code:
        body |= {"code": code, "type": f"https://docs.joinpeertube.org/api-rest-reference.html#section/Errors/{code}"}
    return Reply(status, body, {"Content-Type": "application/problem+json; charset=utf-8", **headers})


def answering(state: State, asked: Asked) -> Reply:
    video = re.fullmatch(r"/api/v1/videos/([^/]+)(/chapters)?", asked.path)
    match asked.method, asked.path:
        case "GET", "/api/v1/oauth-clients/local":
            return Reply(200, CLIENT)
        case "POST", "/api/v1/users/token":
            return sign_in(state, asked)
        case "GET", _ if video:
            return read(state, asked, video[1], bool(video[2]))
        case "PUT", _ if video and video[2]:
            return replace(state, asked, video[1])
    return problem(404, "Not found")


def sign_in(state: State, asked: Asked) -> Reply:
    form = asked.form
    if {k: form.get(k) for k in CLIENT} != CLIENT:
        return problem(400, "Invalid client: client is invalid", "invalid_client")
    user = state["users"].get(form.get("username", ""))
    if form.get("grant_type") != "password" or user is None or user["password"] != form.get("password"):
        return problem(400, "Invalid grant: user credentials are invalid", "invalid_grant")
    if user.get("otp") and "x-peertube-otp" not in asked.headers:
        code = "missing_two_factor"
        return problem(401, "Missing two factor header", code, **{"x-peertube-otp": "required; app"})
    if user.get("otp") and asked.headers["x-peertube-otp"] != user["otp"]:
        return problem(400, "Invalid two factor header", "invalid_two_factor")
    token = f"access-{len(state['tokens'])}-of-{form['username']}"
    state["tokens"][token] = form["username"]
    times = {"expires_in": 86399, "refresh_token_expires_in": 1209599}
    return Reply(200, {"token_type": "Bearer", "access_token": token, "refresh_token": f"refresh-{token}", **times})


def find(state: State, name: str) -> dict[str, Any] | None:
    return next((v for v in state["videos"] if name in (v["uuid"], v["shortUUID"], str(v["id"]))), None)


def read(state: State, asked: Asked, name: str, chapters: bool) -> Reply:
    if (video := find(state, name)) is None:
        return problem(404, "Video not found")
    user = state["tokens"].get(asked.token)
    if asked.token is not None and user is None:
        return problem(401, "Invalid token: access token is invalid", "invalid_token")
    if video.get("private") and user is None:
        return problem(401, "Not authenticated")
    if video.get("private") and user != video["owner"]:
        return problem(403, "Cannot fetch information of private/internal/blocked video")
    if video.get("password") and user != video["owner"]:
        given = asked.headers.get("x-peertube-video-password")
        if given is None:
            detail = "Please provide a password to access this password protected video"
            return problem(403, detail, "video_requires_password")
        if given != video["password"]:
            detail = "Incorrect video password. Access to the video is denied."
            return problem(403, detail, "incorrect_video_password")
    if chapters:
        return Reply(200, {"chapters": video["chapters"]})
    known = ("id", "uuid", "shortUUID", "isLive", "isLocal", "account", "name")
    return Reply(200, {k: video[k] for k in known})


def replace(state: State, asked: Asked, name: str) -> Reply:
    if (user := state["tokens"].get(asked.token)) is None:
        return problem(401, "Invalid token: access token is invalid", "invalid_token")
    body = asked.json
    chapters = body.get("chapters") if isinstance(body, dict) else None
    if not valid(chapters):
        detail = "Incorrect request parameters: chapters"
        told = {"chapters": {"msg": "Chapters must have a valid title and timecode, and each timecode must be unique"}}
        return Reply(400, {"status": 400, "detail": detail, "invalid-params": told})
    if (video := find(state, name)) is None:
        return problem(404, "Video not found")
    if video["isLive"]:
        return problem(400, "You cannot add chapters to a live video")
    if not video["isLocal"]:
        return problem(403, "Cannot manage a video of another server.")
    if user != video["owner"]:
        return problem(403, "Cannot manage a video of another user.")
    video["chapters"] = sorted(chapters, key=lambda c: c["timecode"])
    return Reply(204)


def valid(chapters: Any) -> bool:
    """The server's validators: whole seconds, none twice; titles of 1 to 100 characters."""
    if not isinstance(chapters, list) or not all(isinstance(c, dict) for c in chapters):
        return False
    times = [c.get("timecode") for c in chapters]
    whole = all(isinstance(t, int) and not isinstance(t, bool) and t >= 0 for t in times)
    titled = all(1 <= len(str(c.get("title", ""))) <= 100 for c in chapters)
    return whole and titled and len(set(times)) == len(times)


if __name__ == "__main__":
    serve(answering)
