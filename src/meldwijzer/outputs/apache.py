"""The built site in Apache's notation: one file for the <Directory> of the site, or its .htaccess."""

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
    wanted_language,
)
from .redirects import Way

_HEAD = """\
# Meldwijzer, for Apache 2.4: include it in the <Directory> that holds the site (best), or put it there as .htaccess
# (where AllowOverride is All). It needs the modules dir, env, headers, mime, rewrite and setenvif. Written by
# `meldwijzer hosting`: write it anew whenever the site's address, languages, pages or endpoints change.
#
# Nobody needs to learn who read what: write "CustomLog /dev/null common" in the virtual host.
"""
_PACKED = {"br": "br", "gz": "gzip"}
"""Endings of packed files, best first, and how requests call them."""
_ENDING = r"(?:\.(?:br|gz))?"


def files(site: Site) -> dict[str, str]:
    """Return the file by its name."""
    facts = hosting(site)
    return {"apache.conf": "\n".join([_HEAD, *_mime(), *_headers(facts), *_missing(facts), *_rewriting(facts)]) + "\n"}


def _mime() -> list[str]:
    return [
        "DirectoryIndex index.html",
        "DirectorySlash On",
        "Options -Indexes -MultiViews",
        "AddDefaultCharset utf-8",
        "AddCharset utf-8 .css .js .json .svg .txt .vcf .xml",
        "AddType text/javascript .js",
        "AddType image/svg+xml .svg",
        "AddType application/json .json .map",
        "AddType text/vcard .vcf",
        rf'<FilesMatch "^{re.escape(FEED)}{_ENDING}$">',
        f'  ForceType "{FEED_TYPE}; charset=utf-8"',
        "</FilesMatch>",
        "# .br is a packed file here, not Breton, and .gz no file to be saved.",
        "RemoveType .br .gz",
        "RemoveLanguage .br .de .en .es .fr .nl",
        *(f"AddEncoding {name} .{ending}" for ending, name in _PACKED.items()),
        "",
    ]


def _headers(facts: Hosting) -> list[str]:
    base = re.escape(facts.base)
    first = rf"^{base}/(?:index\.html{_ENDING})?$"
    lines = [f'Header always set Content-Security-Policy "{facts.policy}"']
    for path, policy in {**facts.policies, **facts.framed}.items():
        lines.append(f'Header always set Content-Security-Policy "{policy}" {_where(_way(path))}')
    return [
        *lines,
        *(f'Header always set {name} "{value}"' for name, value in HEADERS.items()),
        *(f'Header always set {RESOURCE} "{EVERYWHERE}" {_where(_way(path))}' for path in facts.framed),
        *(
            f'Header always set {name} "{value}" {_where(f"^{base}/{re.escape(OPEN)}")}'
            for name, value in ((RESOURCE, EVERYWHERE), (ORIGIN, "*"))
        ),
        "# Said only where the reader's connection is encrypted (RFC 6797, section 7.2), also behind a proxy.",
        f'Header always set Strict-Transport-Security "{TRANSPORT}" '
        "\"expr=%{HTTPS} == 'on' || %{HTTP:X-Forwarded-Proto} == 'https'\"",
        f'Header always set Cache-Control "{REVALIDATED}"',
        f'Header always set Cache-Control "{KEPT}" {_where(f"^{base}/{HASHED}{_ENDING}$")}',
        "Header always merge Vary Accept-Encoding",
        f"Header always merge Vary Accept-Language {_where(first)}",
        "",
    ]


def _way(path: str) -> str:
    ending = "(?:index\\.html)?" if path.endswith("/") else ""
    return f"^{re.escape(path)}{ending}{_ENDING}$"


def _where(pattern: str) -> str:
    return f'"expr=%{{REQUEST_URI}} =~ m#{pattern}#"'


def _missing(facts: Hosting) -> list[str]:
    base = facts.base
    lines = [f"ErrorDocument {code} {base}/404.html" for code in (403, 404)]
    for tag in facts.languages:
        lines += [
            f'<If "%{{REQUEST_URI}} =~ m#^{re.escape(base)}/{tag}/#">',
            *(f"  ErrorDocument {code} {base}/{tag}/404.html" for code in (403, 404)),
            "</If>",
        ]
    return [*lines, ""]


def _leading(way: Way, base: str) -> str:
    inside = re.escape(way.address.removeprefix(f"{base}/").rstrip("/"))
    ending = "(?:/|/index\\.html)?" if way.address.endswith("/") else ""
    return f"RewriteRule ^{inside}{ending}$ {way.target} [R={way.status},NE,QSD,L]"


def _rewriting(facts: Hosting) -> list[str]:
    base = facts.base
    lines = [
        "RewriteEngine On",
        f"RewriteBase {base}/",
        "RewriteCond %{REQUEST_METHOD} !^(?:GET|HEAD)$",
        "RewriteRule ^ - [R=405,L]",
        *(f"RewriteRule ^{name}$ - [R=404,L]" for name in NOT_SERVED),
        "",
        "# Old and short addresses lead on; what somebody added behind a question mark is not passed on.",
        *(_leading(way, base) for way in facts.ways),
        "",
        "# The first page leads to the reader's language; who wants none of them chooses there.",
        f'RewriteCond %{{HTTP:Accept-Language}} "{wanted_language(facts.languages)}" [NC]',
        "RewriteRule ^$ - [E=MELDWIJZER_LANGUAGE:%1]",
    ]
    for tag in facts.languages:
        lines += [f"RewriteCond %{{ENV:MELDWIJZER_LANGUAGE}} ^{tag}$ [NC]", f"RewriteRule ^$ {base}/{tag}/ [R=302,L]"]
    lines += ["", "# The build wrote every file packed as well; nothing is packed here."]
    for ending, name in _PACKED.items():
        accepted = rf'"(?:^|,)\s*{name}\s*(?:;\s*q=(?:1|0\.\d*[1-9])\S*)?\s*(?:,|$)" [NC]'
        for file, rule in ((f"index.html.{ending}", "^(|.*/)$"), (f".{ending}", "^(.*[^/])$")):
            lines += [
                f"RewriteCond %{{HTTP:Accept-Encoding}} {accepted}",
                f"RewriteCond %{{REQUEST_FILENAME}}{file} -f",
                f"RewriteRule {rule} $1{file} [L]",
            ]
    return lines
