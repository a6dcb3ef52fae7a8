"""The text of secrets.toml: a table a host, a line a secret. What a person wrote around them stays as it is."""

import json
import re
import tomllib

Tables = dict[str, dict[str, str]]


def read_tables(text: str) -> Tables:
    """The secrets by host and key. Raises `ValueError` where the text is no TOML, or holds anything but texts in
    tables."""
    read = tomllib.loads(text)
    for table in read.values():
        if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
            raise ValueError("not tables of texts")
    return read


def with_secret(text: str, host: str, key: str, value: str) -> str:
    """`text` with the secret in it, in place of an older one."""
    wanted = read_tables(text)
    wanted[host] = {**wanted.get(host, {}), key: value}
    line = f"{_bare(key)} = {_quoted(value)}\n"
    lines = _without_line(text, host, key)
    place = next((i + 1 for i, found in enumerate(lines) if _is_head(found, host)), None)
    if place is None:
        lines += ["\n"] * bool(lines) + [f"[{_bare(host)}]\n", line]
    else:
        lines.insert(place, line)
    return _as_meant("".join(lines), wanted)


def without_secret(text: str, host: str, key: str) -> str:
    """`text` without the secret; a table that held nothing else stays, empty."""
    wanted = read_tables(text)
    wanted.get(host, {}).pop(key, None)
    return _as_meant("".join(_without_line(text, host, key)), wanted)


def _as_meant(text: str, wanted: Tables) -> str:
    """`text` where it says what it should; where a person's spelling is beyond these few lines, the tables anew."""
    try:
        if read_tables(text) == wanted:
            return text
    except ValueError:
        pass
    tables = (
        f"[{_bare(host)}]\n" + "".join(f"{_bare(k)} = {_quoted(v)}\n" for k, v in table.items())
        for host, table in wanted.items()
    )
    return "\n".join(tables)


def _without_line(text: str, host: str, key: str) -> list[str]:
    lines = [line if line.endswith("\n") else f"{line}\n" for line in text.splitlines(keepends=True)]
    inside, kept = False, []
    for line in lines:
        if line.lstrip().startswith("["):
            inside = _is_head(line, host)
        if not (inside and re.match(rf'\s*(?:{re.escape(key)}|"{re.escape(key)}")\s*=', line)):
            kept.append(line)
    return kept


def _is_head(line: str, host: str) -> bool:
    return (
        re.fullmatch(rf"\s*\[\s*(?:{re.escape(_quoted(host))}|{re.escape(host)})\s*\]\s*(?:#.*)?\s*", line) is not None
    )


def _bare(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _quoted(name)


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's spelling, but for one control character that JSON leaves as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
