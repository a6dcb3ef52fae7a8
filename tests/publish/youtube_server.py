"""YouTube's Data API v3 as far as descriptions go, and Google's two doors of OAuth, after their references.

python -m tests.publish.youtube_server STATE.json PORT_FILE [PORT]
"""

import base64
import hashlib
import re
import secrets
from typing import Any
from urllib.parse import urlencode

from tests.publish.serving import Asked, Reply, State, serve

SCOPE = "https://www.googleapis.com/auth/youtube.force-ssl"
ID = "79NNXn5Kr90"
MUTABLE = ["title", "description", "tags", "categoryId", "defaultLanguage", "defaultAudioLanguage", "comingProperty"]
"""All that an update sets, and empties where it is left out; the last is one that the API has yet to get."""
SNIPPET: dict[str, Any] = {
    "publishedAt": "2026-03-02T18:00:00Z",
    "channelId": "UC0123456789",
    "channelTitle": "Rencontres",
    "title": "Table ronde : l'éducation & nous",
    "description": "Le replay de la table ronde.\n\nMerci à toutes et tous !",
    "thumbnails": {"default": {"url": "https://i.ytimg.com/vi/79NNXn5Kr90/default.jpg", "width": 120, "height": 90}},
    "tags": ["éducation", "table ronde"],
    "categoryId": "27",
    "liveBroadcastContent": "none",
    "defaultLanguage": "fr",
    "defaultAudioLanguage": "fr-FR",
    "localized": {"title": "Table ronde", "description": "Le replay de la table ronde."},
    "comingProperty": {"kept": True},
}
CLIENT = {"client_id": "7.apps.googleusercontent.com", "client_secret": "GOCSPX-of-the-client"}


def new_state(**changed: Any) -> State:
    """A video of Ana's, who has a token."""
    state = {
        "videos": {ID: {"owner": "ana", "snippet": dict(SNIPPET)}},
        "tokens": {"ya29.given": {"account": "ana", "scope": SCOPE}, "ya29.bob": {"account": "bob", "scope": SCOPE}},
        "used": 0,
        "daily": 10_000,
        "consent": SCOPE,
        "codes": {},
        "refresh": {},
    }
    return {**state, **changed}


def refusal(status: int, reason: str, message: str, domain: str = "global") -> Reply:
    """A refusal as Google spells it."""
    told = {"message": message, "domain": domain, "reason": reason}
    return Reply(status, {"error": {"code": status, "message": message, "errors": [told]}})


def answering(state: State, asked: Asked) -> Reply:
    match asked.method, asked.path:
        case "GET", "/o/oauth2/auth":
            return consent(state, asked.query)
        case "POST", "/token":
            return token(state, asked.form)
        case "GET" | "PUT", "/youtube/v3/videos":
            return videos(state, asked)
    return refusal(404, "notFound", "Not Found")


# Videos


def videos(state: State, asked: Asked) -> Reply:
    signed = state["tokens"].get(asked.token)
    if signed is None:
        return refusal(401, "authError", "Request had invalid authentication credentials.")
    if SCOPE not in signed["scope"].split():
        return refusal(403, "insufficientPermissions", "Request had insufficient authentication scopes.")
    cost = 1 if asked.method == "GET" else 50
    if state["used"] + cost > state["daily"]:
        told = 'The request cannot be completed because you have exceeded your <a href="/quota">quota</a>.'
        return refusal(403, "quotaExceeded", told, "youtube.quota")
    state["used"] += cost
    if asked.query.get("part") != "snippet":
        return refusal(400, "missingRequiredParameter", "No filter selected.", "youtube.parameter")
    return listed(state, asked.query.get("id", "")) if asked.method == "GET" else updated(state, asked, signed)


def resource(id: str, video: State) -> State:
    return {"kind": "youtube#video", "etag": "…", "id": id, "snippet": video["snippet"]}


def listed(state: State, id: str) -> Reply:
    found = [resource(id, state["videos"][id])] if id in state["videos"] else []
    page = {"totalResults": len(found), "resultsPerPage": len(found)}
    return Reply(200, {"kind": "youtube#videoListResponse", "etag": "…", "items": found, "pageInfo": page})


def updated(state: State, asked: Asked, signed: State) -> Reply:
    body = asked.json if isinstance(asked.json, dict) else {}
    video, given = state["videos"].get(body.get("id")), body.get("snippet")
    if video is None:
        return refusal(404, "videoNotFound", "The video that you are trying to update cannot be found.")
    if video["owner"] != signed["account"]:
        return refusal(403, "forbidden", "Forbidden")
    if not isinstance(given, dict) or not given.get("title") or not given.get("categoryId"):
        return refusal(400, "invalidVideoMetadata", "The request metadata is invalid.", "youtube.video")
    description = given.get("description", "")
    if len(description.encode()) > 5_000 or re.search("[<>]", description):
        return refusal(400, "invalidDescription", "The request metadata specifies an invalid video description.")
    kept = {key: value for key, value in video["snippet"].items() if key not in MUTABLE}
    stored = description.replace("\r\n", "\n").strip()
    video["snippet"] = {**kept, **{k: given[k] for k in MUTABLE if k in given}, "description": stored}
    return Reply(200, resource(body["id"], video))


# Signing in (RFC 6749, RFC 7636)


def consent(state: State, query: dict[str, str]) -> Reply:
    """What the browser is sent on with once the person has chosen: `consent` is what they allow, None for nothing."""
    wanted = {"response_type": "code", "client_id": CLIENT["client_id"], "code_challenge_method": "S256"}
    wanted |= {"access_type": "offline", "prompt": "consent", "scope": SCOPE}
    if any(query.get(key) != value for key, value in wanted.items()) or "code_challenge" not in query:
        return Reply(400, {"error": "invalid_request"})
    if state["consent"] is None:
        back = {"error": "access_denied"}
    else:
        back = {"code": f"4/{secrets.token_hex(8)}", "scope": state["consent"]}
        state["codes"][back["code"]] = {**query, "granted": state["consent"]}
    return Reply(302, None, {"Location": f"{query['redirect_uri']}?{urlencode({**back, 'state': query['state']})}"})


def token(state: State, form: dict[str, str]) -> Reply:
    if any(form.get(key) != value for key, value in CLIENT.items()):
        return Reply(401, {"error": "invalid_client", "error_description": "The OAuth client was not found."})
    if form.get("grant_type") == "refresh_token":
        scope = state["refresh"].get(form.get("refresh_token"))
        if scope is None:
            return Reply(400, {"error": "invalid_grant", "error_description": "Token has been expired or revoked."})
        return Reply(200, new_token(state, scope))
    code = state["codes"].pop(form.get("code"), None)
    digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    if code is None or challenge != code["code_challenge"] or form.get("redirect_uri") != code["redirect_uri"]:
        return Reply(400, {"error": "invalid_grant", "error_description": "Malformed auth code."})
    lasting = f"1//{secrets.token_hex(12)}"
    state["refresh"][lasting] = code["granted"]
    return Reply(200, {**new_token(state, code["granted"]), "refresh_token": lasting})


def new_token(state: State, scope: str) -> State:
    new = f"ya29.{secrets.token_hex(8)}"
    state["tokens"][new] = {"account": "ana", "scope": scope}
    return {"access_token": new, "expires_in": 3599, "scope": scope, "token_type": "Bearer"}


if __name__ == "__main__":
    serve(answering)
