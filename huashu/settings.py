"""Settings from the environment; docs/settings.md lists them. Read once by bootstrap."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from huashu.domain.errors import HuashuError

SHORTEST_SECRET = 32
PROJECT = Path(__file__).resolve().parents[1]


class BadSetting(HuashuError):
    """An environment variable that cannot be used; the text names it and says what is expected."""

    code = "SETTING"


@dataclass(frozen=True)
class Settings:
    """Where Huashu listens and keeps its things. ``time_scale`` 60 makes every wait 60 times shorter."""

    host: str
    port: int
    home: Path
    database_url: str
    api_key: str
    time_scale: float
    bot_port: int
    actions_port: int
    bot_seconds: float
    scripts: Path
    public_url: str
    secret: str
    redis_url: str
    pause_seconds: float
    pictures: str
    demo: bool

    def environment(self) -> dict[str, str]:
        """The variables that give another process the same settings."""
        return {
            "HUASHU_HOST": self.host,
            "HUASHU_PORT": str(self.port),
            "HUASHU_HOME": str(self.home),
            "HUASHU_DATABASE_URL": self.database_url,
            "HUASHU_API_KEY": self.api_key,
            "HUASHU_TIME_SCALE": str(self.time_scale),
            "HUASHU_BOT_PORT": str(self.bot_port),
            "HUASHU_ACTIONS_PORT": str(self.actions_port),
            "HUASHU_BOT_SECONDS": str(self.bot_seconds),
            "HUASHU_SCRIPTS": str(self.scripts),
            "HUASHU_PUBLIC_URL": self.public_url,
            "HUASHU_SECRET": self.secret,
            "HUASHU_REDIS_URL": self.redis_url,
            "HUASHU_PAUSE_SECONDS": str(self.pause_seconds),
            "HUASHU_PICTURES": self.pictures,
            "HUASHU_DEMO": str(int(self.demo)),
        }

    @property
    def lease_seconds(self) -> float:
        """How long a turn stays one worker's: longer than the bot may take."""
        return 1.25 * self.bot_seconds

    @property
    def kept_scripts(self) -> Path:
        """Where good versions of the scripts are kept, see huashu.scripts.releases."""
        return self.home / "scripts"

    @property
    def lexicon(self) -> Path:
        """The goods' words, which the app writes and the bot reads."""
        return self.home / "lexicon.json"

    @property
    def bot_url(self) -> str:
        return f"http://127.0.0.1:{self.bot_port}"

    @property
    def actions_url(self) -> str:
        return f"http://127.0.0.1:{self.actions_port}/webhook"


def read_settings(env: Mapping[str, str] = os.environ) -> Settings:
    """Settings from ``HUASHU_*`` variables.

    Raises:
        BadSetting: a number that is none, a time scale that is not positive, a switch that is neither 0 nor 1.
    """
    home = Path(env.get("HUASHU_HOME") or "var").resolve()
    port = int(_number(env, "HUASHU_PORT", 8000))
    return Settings(
        host=env.get("HUASHU_HOST") or "127.0.0.1",
        port=port,
        home=home,
        database_url=env.get("HUASHU_DATABASE_URL") or f"sqlite:///{home / 'huashu.db'}",
        api_key=env.get("HUASHU_API_KEY") or "",
        time_scale=_number(env, "HUASHU_TIME_SCALE", 1.0),
        bot_port=int(_number(env, "HUASHU_BOT_PORT", 5005)),
        actions_port=int(_number(env, "HUASHU_ACTIONS_PORT", 5055)),
        bot_seconds=_number(env, "HUASHU_BOT_SECONDS", 20.0),
        scripts=Path(env.get("HUASHU_SCRIPTS") or PROJECT / "scripts_zh").resolve(),
        public_url=_url(env, "HUASHU_PUBLIC_URL", f"http://127.0.0.1:{port}"),
        secret=_secret(env),
        redis_url=env.get("HUASHU_REDIS_URL") or "",
        pause_seconds=_number(env, "HUASHU_PAUSE_SECONDS", 0.6, least=0.0),
        pictures=env.get("HUASHU_PICTURES") or str(home / "pictures"),
        demo=_switch(env, "HUASHU_DEMO", "1"),
    )


def _number(env: Mapping[str, str], name: str, default: float, least: float | None = None) -> float:
    """Above 0, or from ``least`` on."""
    try:
        value = float(env.get(name) or default)
    except ValueError:
        raise BadSetting(f"{name} is {env[name]!r}, expected a number") from None
    if not (value > 0 if least is None else value >= least):
        expected = "above 0" if least is None else f"from {least:g} on"
        raise BadSetting(f"{name} is {env[name]!r}, expected a number {expected}")
    return value


def _switch(env: Mapping[str, str], name: str, default: str) -> bool:
    value = env.get(name) or default
    if value not in ("0", "1"):
        raise BadSetting(f"{name} is {value!r}, expected 0 or 1")
    return value == "1"


def _url(env: Mapping[str, str], name: str, default: str) -> str:
    value = (env.get(name) or default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        raise BadSetting(f"{name} is {value!r}, expected a scheme and a host such as https://chat.example.com")
    return value


def _secret(env: Mapping[str, str]) -> str:
    value = env.get("HUASHU_SECRET") or ""
    if value and len(value) < SHORTEST_SECRET:
        raise BadSetting(f"HUASHU_SECRET has {len(value)} characters, expected at least {SHORTEST_SECRET}")
    return value
