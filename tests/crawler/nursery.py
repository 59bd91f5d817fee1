"""A process that has loaded the crawler and forks a child for each crawl of a test: the child process as it is, without
the second that Python and Scrapy take to load. `test_door.py` starts the real command.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import socket
import sys

LOADED = ("crawler.child", "crawler.spider", "crawler.polite", "crawler.robots", "crawler.settings", "scrapy.crawler")


def serve(line: socket.socket) -> None:
    """For every message with three file descriptors: fork, run the program it names, tell how that ended."""
    for module in LOADED:
        importlib.import_module(module)
    while True:
        program, files, _, _ = socket.recv_fds(line, 4096, 3)
        if not program:
            return
        if (pid := os.fork()) == 0:
            line.close()
            _become(program.decode(), files)
        for file in files:
            os.close(file)
        _, status, used = os.wait4(pid, 0)
        line.sendall(
            json.dumps([os.waitstatus_to_exitcode(status), used.ru_maxrss, used.ru_utime + used.ru_stime]).encode()
        )


def _become(program: str, files: list[int]) -> None:
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    try:
        status = importlib.import_module(program).main([])
    finally:
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    serve(socket.socket(fileno=int(sys.argv[1])))
