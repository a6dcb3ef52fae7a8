"""Questions to whoever runs a command: on stderr, and answered on the terminal or by lines of standard input."""

import getpass
import sys

from rnct_chapters.messages import Lang, Message, message

YES = {"y", "yes", "o", "oui"}


def confirmed(asked: Message, lang: Lang, *, default: bool) -> bool:
    """Whether the person says yes; `default` is what a bare return key says. Nobody is asked, and nothing agreed to,
    where there is no terminal."""
    if not sys.stdin.isatty():
        return False
    _prompt(message("ask_yes_first" if default else "ask_no_first", asked=asked), lang)
    answer = sys.stdin.readline()
    return answer.strip().lower() in YES or (default and answer.strip() == "" != answer)


def answered(asked: Message, lang: Lang, *, hidden: bool) -> str:
    """What the person types, unseen where `hidden`; without a terminal the next line of standard input."""
    prompt = message("ask_for", asked=asked)
    if hidden and sys.stdin.isatty():
        try:
            return getpass.getpass(prompt.text(lang), stream=sys.stderr)
        except EOFError:
            return ""
    if sys.stdin.isatty():
        _prompt(prompt, lang)
    return sys.stdin.readline().rstrip("\r\n")


def _prompt(prompt: Message, lang: Lang) -> None:
    print(prompt.text(lang), end="", file=sys.stderr, flush=True)
