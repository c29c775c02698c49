"""The built site in nginx's notation: one file for its http block, one for the server block of the site."""

import re

from meldwijzer.build import Site

from .hosting import (
    EVERYWHERE,
    FEED,
    FEED_TYPE,
    HASHED,
    HEADERS,
    KEPT,
    NOT_SERVED,
    OPEN,
    ORIGIN,
    RESOURCE,
    REVALIDATED,
    TRANSPORT,
    Hosting,
    hosting,
    spellings,
    wanted_language,
)

_HTTP = """\
# Meldwijzer, for nginx's http block (on Debian: /etc/nginx/conf.d/). Written by `meldwijzer hosting`: write it anew
# whenever the site's address, languages, pages or endpoints change.
"""
_MOVED = {"moved": 301, "short": 302}
_LONGEST = 44
"""Characters of a map's key that fit on any processor: with longer ones nginx won't start, but it takes patterns."""
_SERVER = """\
# Meldwijzer, to be included in the server block that has the site's name, certificate and root:
#
#   server {
#     listen 443 ssl http2;
#     server_name …; ssl_certificate …; ssl_certificate_key …;
#     root /the/folder/above/or/of/the/site;   # /nl/ is the folder "nl" of the site
#     brotli_static on;                        # with Debian's libnginx-mod-http-brotli-static
#     include …/nginx-server.conf;
#   }
#
# A second server block on port 80 leads to https.
"""


def files(site: Site) -> dict[str, str]:
    """Return both files by their names."""
    facts = hosting(site)
    return {"nginx-http.conf": _http(facts), "nginx-server.conf": _server(facts)}


def _map(source: str, name: str, values: dict[str, str]) -> str:
    rows = "".join(f'  {_key(key)} "{value}";\n' for key, value in values.items())
    return f'map "{source}" ${name} {{\n{rows}}}\n'


def _key(key: str) -> str:
    if key == "default":
        return key
    return f'"~^{re.escape(key)}$"' if len(key) > _LONGEST and key[0] != "~" else f'"{key}"'


def _http(facts: Hosting) -> str:
    base = facts.base
    policies = {
        way: policy
        for path, policy in {**facts.policies, **facts.framed}.items()
        for way in ((path, f"{path}index.html") if path.endswith("/") else (path,))
    }
    opened = f"~^{base}/{re.escape(OPEN)}"
    framed = {way: EVERYWHERE for path in facts.framed for way in (path, f"{path}index.html")}
    maps = [
        _map("$uri", "meldwijzer_policy", {"default": facts.policy, **policies}),
        "# Old and short addresses lead on.\n" + _map("$uri", "meldwijzer_moved", _ways(facts, 301)),
        _map("$uri", "meldwijzer_short", _ways(facts, 302)),
        _map("$uri", "meldwijzer_resource", {"default": HEADERS[RESOURCE], **framed, opened: EVERYWHERE}),
        _map("$uri", "meldwijzer_origin", {opened: "*"}),
        _map("$uri", "meldwijzer_cache", {"default": REVALIDATED, f"~^{base}/{HASHED}$": KEPT}),
        _map("$uri", "meldwijzer_vary", dict.fromkeys((f"{base}/", f"{base}/index.html"), "Accept-Language")),
        "# Said only where the reader's connection is encrypted (RFC 6797, section 7.2), also behind a proxy.\n"
        + _map("$https $http_x_forwarded_proto", "meldwijzer_transport", {"~^on |https$": TRANSPORT}),
        _map("$http_accept_language", "meldwijzer_wanted", {f"~*{wanted_language(facts.languages)}": "$1"}),
        _map("$meldwijzer_wanted", "meldwijzer_language", {tag: tag for tag in facts.languages}),
    ]
    return "\n".join([_HTTP, *maps])


def _ways(facts: Hosting, status: int) -> dict[str, str]:
    return {key: way.target for way in facts.ways if way.status == status for key in spellings(way.address)}


def _server(facts: Hosting) -> str:
    base = facts.base
    headers = {
        "Content-Security-Policy": "$meldwijzer_policy",
        **HEADERS,
        RESOURCE: "$meldwijzer_resource",
        ORIGIN: "$meldwijzer_origin",
        "Strict-Transport-Security": "$meldwijzer_transport",
        "Cache-Control": "$meldwijzer_cache",
        "Vary": "$meldwijzer_vary",
    }
    lines = [
        _SERVER,
        "index index.html;",
        "charset utf-8;",
        "charset_types text/css text/javascript text/plain text/xml application/javascript application/json",
        f"  application/xml image/svg+xml text/vcard {FEED_TYPE};",
        "server_tokens off;",
        "absolute_redirect off;",
        "",
        "# Nobody learns from this server who read what.",
        "access_log off;",
        "log_not_found off;",
        "",
        "# The build wrote every file packed as well; nothing is packed here.",
        "gzip off;",
        "gzip_static on;",
        "gzip_vary on;",
        "",
        *(f'add_header {name} "{value}" always;' for name, value in headers.items()),
        "",
        *(f"if ($meldwijzer_{name}) {{ return {code} $meldwijzer_{name}; }}" for name, code in _MOVED.items()),
        "",
        f"error_page 403 404 =404 {base}/404.html;",
        f"location = {base}/ {{",
        f"  if ($meldwijzer_language) {{ return 302 {base}/$meldwijzer_language/$is_args$args; }}",
        "}",
        *(f"location {base}/{tag}/ {{ error_page 403 404 =404 {base}/{tag}/404.html; }}" for tag in facts.languages),
        *(f"location = {base}/{tag}/{FEED} {{ types {{ }} default_type {FEED_TYPE}; }}" for tag in facts.languages),
        rf"location ~ ^{base}/{re.escape(OPEN)}.+\.vcf$ {{ types {{ }} default_type text/vcard; }}",
        *(f"location = {base}/{name} {{ return 404; }}" for name in NOT_SERVED),
    ]
    return "\n".join(lines) + "\n"
