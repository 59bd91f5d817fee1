"""Draw the pictures of the mail in this folder: `python -m docs.images.draw`. Needs Chromium.

The roles and companies are made up.
"""

from __future__ import annotations

import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from datetime import UTC, date, datetime
from pathlib import Path

from scheduler.alerts import message
from scheduler.alerts.message import Digest, Frame
from scheduler.alerts.reading import Boards, Item, Near

HERE = Path(__file__).parent
SCALE = 2
CHROME = 90  # pixels that the window keeps for itself
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    f"--disable-component-update --disable-sync --hide-scrollbars --force-device-scale-factor={SCALE}"
).split()
FRAME = Frame(channel="mail", now=datetime(2026, 11, 20, 9, 0, tzinfo=UTC), settings="settings.yaml")
ROLES = (
    Item(
        opening=1,
        listing=412,
        title="Machine Learning Intern, Crop Disease Detection",
        company="Ferngully Robotics",
        size="about 40 people (Wikidata, 2025)",
        place="Lisbon, Portugal (hybrid)",
        pay="EUR 1,400 per month",
        terms="Summer 2027",
        may_apply=(
            "You are working towards a Bachelor's or Master's degree in computer science, statistics or the like."
        ),
        quoted=True,
        posted=date(2026, 11, 18),
        deadline=date(2026, 11, 22),
        days_left=2,
        apply="https://jobs.example/ferngully/ml-intern",
        links=("https://internships.example/ferngully-ml-intern",),
        why="sidedoor why 412",
    ),
    Item(
        opening=2,
        listing=431,
        title="Working Student (m/f/d), Computer Vision",
        company="Lumen & Loom",
        place="Dresden, Germany",
        terms="",
        may_apply="enrolled students of computer science or electrical engineering",
        quoted=True,
        unsure=("nobody we know of says how large the company is",),
        seen=date(2026, 11, 20),
        apply="https://jobs.example/lumen/vision",
        why="sidedoor why 431",
    ),
)
NEAR = (
    Near(
        title="Research Intern, Speech Models",
        company="Quiet Harbour AI",
        against="asks for a Master's degree or PhD",
        url="https://jobs.example/quiet",
    ),
)


def pictures() -> dict[str, tuple[str, int, bool]]:
    """name -> the HTML of a mail, the width to draw it at, and whether in the dark."""
    alert = message.alert(ROLES[0], FRAME).mail_html
    boards = Boards(214, (("greenhouse:tidepool", "answered with a web page instead of its postings"),))
    digest = message.digest(Digest(listed=ROLES, count=2, near=NEAR, boards=boards), FRAME).mail_html
    return {
        "mail-light": (alert, 680, False),
        "mail-dark": (alert, 680, True),
        "mail-narrow": (alert, 320, False),
        "digest-light": (digest, 680, False),
        "digest-dark-narrow": (digest, 320, True),
    }


def draw(name: str, page: str, width: int, dark: bool, height: int) -> None:
    """Chromium draws no window narrower than 500 pixels, so the page is shown in a frame of the width wanted."""
    with tempfile.TemporaryDirectory() as folder:
        mail, frame = Path(folder, "mail.html"), Path(folder, "frame.html")
        mail.write_text(page, encoding="utf-8")
        frame.write_text(
            f'<!doctype html><html style="color-scheme:{"dark" if dark else "light"}"><body style="margin:0">'
            f'<iframe src="mail.html" style="border:0;width:{width}px;height:{height}px"></iframe>',
            encoding="utf-8",
        )
        colours = ["--blink-settings=preferredColorScheme=0"] if dark else ["--blink-settings=preferredColorScheme=1"]
        subprocess.run(
            [
                shutil.which("chromium") or "chromium",
                *FLAGS,
                *colours,
                f"--user-data-dir={folder}/profile",
                f"--window-size={width},{height + CHROME}",
                f"--screenshot={HERE / name}.png",
                frame.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=60,
        )
    cropped(HERE / f"{name}.png", height * SCALE)


def cropped(picture: Path, rows: int) -> None:
    """Keep the upper rows of a PNG: its lines are compressed one after the other, so the rest is simply left out."""
    raw, at, chunks = picture.read_bytes(), 8, []
    while at < len(raw):
        (size,) = struct.unpack(">I", raw[at : at + 4])
        chunks.append((raw[at + 4 : at + 8], raw[at + 8 : at + 8 + size]))
        at += size + 12
    header = chunks[0][1]
    (width,) = struct.unpack(">I", header[:4])
    pixels = zlib.decompress(b"".join(body for kind, body in chunks if kind == b"IDAT"))
    line = 1 + width * (4 if header[9] == 6 else 3)
    kept = [
        (b"IHDR", header[:4] + struct.pack(">I", rows) + header[8:]),
        (b"IDAT", zlib.compress(pixels[: line * rows], 9)),
        (b"IEND", b""),
    ]
    picture.write_bytes(raw[:8] + b"".join(map(_chunk, kept)))


def _chunk(chunk: tuple[bytes, bytes]) -> bytes:
    kind, body = chunk
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def main() -> int:
    heights = {
        "mail-light": 520,
        "mail-dark": 520,
        "mail-narrow": 745,
        "digest-light": 1205,
        "digest-dark-narrow": 1605,
    }
    for name, (page, width, dark) in pictures().items():
        draw(name, page, width, dark, heights[name])
    return 0


if __name__ == "__main__":
    sys.exit(main())
