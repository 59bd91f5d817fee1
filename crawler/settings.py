"""Scrapy, told to be polite, bounded and quiet. Its own defaults are none of these."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Any

from crawler.clean import line
from crawler.door import Network

try:
    VERSION = version("sidedoor")
except PackageNotFoundError:  # run from a checkout that was never installed
    VERSION = "0"
PROJECT = "https://github.com/sidedoor/sidedoor"

_OFF = (
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware",
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware",  # robots.py
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware",
    "scrapy.downloadermiddlewares.retry.RetryMiddleware",  # a failed board's retry is its next visit
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware",
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware",  # the spider follows, host by host
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware",
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware",
    "scrapy.downloadermiddlewares.stats.DownloaderStats",
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware",
)
_OFF_SPIDER = (
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware",  # every status is an answer to us
    "scrapy.spidermiddlewares.referer.RefererMiddleware",
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware",  # drops requests in silence
    "scrapy.spidermiddlewares.depth.DepthMiddleware",
)


def user_agent(contact: str = "") -> str:
    """Names the project, and the person who runs it if they wish."""
    who = line(contact, 200).encode("ascii", "ignore").decode().strip("()")
    return f"Sidedoor/{VERSION} (+{PROJECT}{'; ' + who if who else ''})"


def scrapy_settings(network: Network) -> dict[str, Any]:
    """All settings of one crawl."""
    return {
        "SIDEDOOR_GATEWAY": network.gateway,
        "USER_AGENT": user_agent(network.contact),
        "REMOTE_CONTROL_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "COOKIES_ENABLED": False,
        "REFERER_ENABLED": False,
        "HTTPPROXY_ENABLED": False,
        "RETRY_ENABLED": False,
        "REDIRECT_ENABLED": False,
        "ROBOTSTXT_OBEY": False,  # ours is always on
        "DOWNLOAD_HANDLERS": {
            "http": "crawler.polite.Polite",
            "https": "crawler.polite.Polite",
            **dict.fromkeys(("data", "file", "ftp", "s3")),
        },
        "TWISTED_DNS_RESOLVER": "crawler.guard.PublicOnly",
        "DOWNLOADER_MIDDLEWARES": {"crawler.robots.Robots": 100, **dict.fromkeys(_OFF)},
        "SPIDER_MIDDLEWARES": dict.fromkeys(_OFF_SPIDER),
        "ITEM_PIPELINES": {"crawler.door.Pipeline": 100},
        "EXTENSIONS": dict.fromkeys(
            (
                "scrapy.extensions.corestats.CoreStats",
                "scrapy.extensions.logcount.LogCount",
                "scrapy.extensions.logstats.LogStats",
                "scrapy.extensions.memusage.MemoryUsage",
            )
        ),
        "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOAD_MAXSIZE": network.max_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_TIMEOUT": network.timeout.total_seconds(),
        "DOWNLOAD_DELAY": 0,  # the handler keeps the pace
        "CONCURRENT_REQUESTS": 1000,  # the handler counts the hosts; one board a host is under way
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "CONCURRENT_ITEMS": 4,
        "LOG_ENABLED": False,
        "STATS_DUMP": False,
    }
