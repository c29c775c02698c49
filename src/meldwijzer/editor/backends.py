"""Where the editor keeps what is saved: a folder on this computer, or a Git server. Its options and its addresses."""

from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlsplit

NAMES = ("github", "gitlab", "gitea")

_API = {
    "github": "https://api.github.com",
    "gitlab": "https://gitlab.com/api/v4",
    "gitea": "https://gitea.com/api/v1",
}
_SIGN_IN = {"gitlab": "https://gitlab.com", "gitea": "https://gitea.com"}


@dataclass(frozen=True)
class Backend:
    """A Git server, or none: then only the folder is offered, on this computer."""

    name: Literal["github", "gitlab", "gitea", ""] = ""
    repo: str = ""
    branch: str = "main"
    api: str = ""
    """The address of a server of one's own: ``https://git.example/api/v1``."""
    sign_in: str = ""
    """The address of the server that signs people in; empty: the usual one."""
    app_id: str = ""
    """The id under which the server knows this editor (OAuth with PKCE: GitLab, Gitea)."""

    def options(self) -> dict[str, Any]:
        """Return the option ``backend`` of Sveltia CMS."""
        if not self.name:
            # It offers the folder beside a server only: this one is never asked, and the page's policy forbids it.
            return {"name": "gitea", "repo": "this-computer/meldwijzer", "branch": "main", "auth_methods": ["token"]}
        options: dict[str, Any] = {"name": self.name, "repo": self.repo, "branch": self.branch}
        if self.api:
            options["api_root"] = self.api
        if self.sign_in:
            options["base_url"] = self.sign_in
        if self.app_id:
            options["app_id"] = self.app_id
            if self.name == "gitlab":
                options["auth_type"] = "pkce"
        return options

    @property
    def origins(self) -> tuple[str, ...]:
        """The origins that the page may ask."""
        if not self.name:
            return ()
        addresses = (self.api or _API[self.name], self.sign_in or _SIGN_IN.get(self.name, ""))
        return tuple(dict.fromkeys(origin(address) for address in addresses if address))


def origin(address: str) -> str:
    """Return the origin of an address: scheme, host and port."""
    parts = urlsplit(address)
    port = f":{parts.port}" if parts.port and parts.port != {"https": 443, "http": 80}.get(parts.scheme) else ""
    return f"{parts.scheme}://{(parts.hostname or '').lower()}{port}"
