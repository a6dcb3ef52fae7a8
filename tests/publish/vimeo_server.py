"""Vimeo's API as far as chapters go, after its reference of version 3.4.

python -m tests.publish.vimeo_server STATE.json PORT_FILE [PORT]
"""

import re
from typing import Any

from tests.publish.serving import Asked, Reply, State, serve

VERSION = "application/vnd.vimeo.*+json;version=3.4"


def refusal(status: int, error: str, developer_message: str = "", code: int = 0) -> Reply:
    """A refusal as Vimeo spells it."""
    told = {"error": error, "link": None, "developer_message": developer_message or error, "error_code": code}
    return Reply(status, told)


def answering(state: State, asked: Asked) -> Reply:
    found = re.fullmatch(r"/videos/(\d+)(?::([0-9a-f]+))?/chapters(?:/(\w+))?", asked.path)
    if asked.headers.get("accept") != VERSION:
        return refusal(400, "The version of the API is not named.")
    if (owner := state["tokens"].get(asked.token)) is None:
        return refusal(401, "You must provide a valid authenticated access token.", code=8003)
    video = state["videos"].get(found[1]) if found else None
    if found is None or video is None or (video["hash"] or found[2]) != found[2]:
        return refusal(404, "The requested video couldn't be found.", code=5000)
    if video["owner"] != owner:
        return refusal(403, "The user can't edit that video.", code=3200)
    chapters, name = video["chapters"], found[3]
    chapter = next((c for c in chapters if c["id"] == name), None)
    match asked.method:
        case "GET" if name is None:
            return page(found[1], chapters, asked, state["largest_page"])
        case "POST" if name is None:
            return add(state, found[1], chapters, asked.json)
        case _ if chapter is None:
            return refusal(404, "The requested chapter couldn't be found.", code=5000)
        case "PATCH":
            return edit(found[1], chapters, chapter, asked.json)
        case "DELETE":
            chapters.remove(chapter)
            return Reply(204)
    return refusal(405, "Method not allowed.")


def shown(video: str, chapter: dict[str, Any]) -> dict[str, Any]:
    return {
        "uri": f"/videos/{video}/chapters/{chapter['id']}",
        "title": chapter["title"],
        "timecode": chapter["timecode"],
        "active_thumbnail_uri": None,
        "thumbnails": [],
    }


def page(video: str, chapters: list[dict[str, Any]], asked: Asked, largest: int) -> Reply:
    """One page of the list, which is in no order."""
    number, size = int(asked.query.get("page", 1)), min(largest, int(asked.query.get("per_page", 25)))
    listed = chapters[(number - 1) * size : number * size]
    more = number * size < len(chapters)
    following = f"/videos/{video}/chapters?page={number + 1}&per_page={size}" if more else None
    paging = {"next": following, "previous": None, "first": "…", "last": "…"}
    about = {"total": len(chapters), "page": number, "per_page": size, "paging": paging}
    return Reply(200, {**about, "data": [shown(video, c) for c in listed]})


def wrong(chapters: list[dict[str, Any]], body: Any) -> Reply | None:
    if not isinstance(body, dict) or not set(body) <= {"title", "timecode"}:
        return refusal(
            400, "Something strange occurred.", "The parameters passed to this API endpoint are wrong.", 2204
        )
    time = body.get("timecode")
    if any(int(c["timecode"]) == time for c in chapters):
        return refusal(400, "Something strange occurred.", "A chapter already exists at this timecode.", 2205)
    return None


def add(state: State, video: str, chapters: list[dict[str, Any]], body: Any) -> Reply:
    if not isinstance(body, dict) or not body.get("title") or not isinstance(body.get("timecode"), int):
        return refusal(400, "Something strange occurred.", "title and timecode are required.", 2204)
    if (refused := wrong(chapters, body)) is not None:
        return refused
    state["next"] += 1
    chapter = {"id": str(state["next"]), **body}
    chapters.insert(len(chapters) // 2, chapter)
    return Reply(201, shown(video, chapter))


def edit(video: str, chapters: list[dict[str, Any]], chapter: dict[str, Any], body: Any) -> Reply:
    if (refused := wrong([c for c in chapters if c is not chapter], body)) is not None:
        return refused
    chapter.update(body)
    return Reply(200, shown(video, chapter))


if __name__ == "__main__":
    serve(answering)
