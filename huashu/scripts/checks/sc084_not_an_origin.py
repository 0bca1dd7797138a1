"""What is no origin of a site: a browser would refuse the chat window there, or any site could carry it."""

from __future__ import annotations

import re

from huashu.scripts.problems import Code, Problem
from huashu.scripts.reader import Text

CHECK = Code("SC084", "不是网站的地址")
_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(f"{_LABEL}(?:\\.{_LABEL})*")
_PARTS = re.compile("(?P<scheme>[A-Za-z]+)://(?P<host>[^/?#:@]+)(?::(?P<port>[0-9]{1,5}))?(?P<rest>(?:[/?#].*)?)")
_HERE = ("localhost", "127.0.0.1")
_DEFAULT_PORTS = {"https": "443", "http": "80"}
_EXAMPLE = "写成 https://shop.example 这样"


def not_an_origin(node: Text) -> Problem | None:
    """The problem with a text that is no ``https://host[:port]``; ``http`` is for one's own machine."""
    written = node.value.strip()
    found = _PARTS.fullmatch(written)
    if "*" in written:
        return _problem(node, "不能用 * 代替", "一个网站写一行，域名写全")
    if found is None:
        fix = f"写成 https://{written}" if _HOST.fullmatch(written) and "." in written else _EXAMPLE
        return _problem(node, "不是一个完整的网址", fix)
    wanted = _wanted(found)
    if not _HOST.fullmatch(found["host"].lower()):
        return _problem(node, "域名里有不能用的字", "域名只用英文、数字、横线和点；中文域名写成 xn-- 开头的那一种")
    if found["scheme"].lower() not in _DEFAULT_PORTS or not _is_safe(wanted):
        return _problem(node, "要用 https，只有自己电脑上试的才用 http", f"写成 {_with_https(wanted)}")
    return _problem(node, "多写了浏览器不认的部分", f"写到域名为止：{wanted}") if written != wanted else None


def _wanted(found: re.Match[str]) -> str:
    """As a browser writes it: small letters, no path, a port only where it is not the usual one."""
    scheme, host, port = found["scheme"].lower(), found["host"].lower(), found["port"]
    shown = f":{port}" if port and port != _DEFAULT_PORTS.get(scheme) else ""
    return f"{scheme}://{host}{shown}"


def _is_safe(origin: str) -> bool:
    scheme, _, rest = origin.partition("://")
    return scheme == "https" or rest.partition(":")[0] in _HERE


def _with_https(origin: str) -> str:
    return f"https://{origin.partition('://')[2]}"


def _problem(node: Text, what: str, fix: str) -> Problem:
    return CHECK.at(node.span, f"{what}：{node.value.strip()[:60]}", fix)
