"""Broken answers by the hundred thousand, for every kind: `python -m benchmarks.fuzz [NUMBER] [SEED]`.

Half of them have one posting broken, whose neighbours must all still be read; half are broken as a whole. No exception
but the kinds' own `Trouble` may come of any. Ends with status 1 and the answer that did it, if one does.
"""

from __future__ import annotations

import logging
import resource
import sys
import time
from random import Random

from tests.crawler import fuzzing


def main(number: int = 100_000, seed: int = 1) -> int:
    """Exit status 0 when no exception and no lost posting was met."""
    logging.disable()
    random, began = Random(seed), time.monotonic()
    recordings = fuzzing.recordings()
    rows = [row for recording in recordings for row in fuzzing.rows(recording)]
    slowest = 0.0
    for done in range(number):
        row = random.choice(rows) if done % 2 else None
        recording = row.recording if row else random.choice(recordings)
        changed = row.broken(random) if row else fuzzing.broken_answer(recording, random)
        start = time.monotonic()
        errand = recording.play(changed)
        slowest = max(slowest, time.monotonic() - start)
        lost = row.others.items() - fuzzing.found(errand).items() if row else set()
        if lost or fuzzing.crashed(errand):
            print(f"{recording.folder.name}: {fuzzing.crashed(errand) or f'lost {lost}'}\n{changed}")
            return 1
    seconds = time.monotonic() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(
        f"{number} broken answers of {len(recordings)} examples ({len(rows)} postings), seed {seed}: no exception, "
        f"no posting lost; {seconds:.0f} s, slowest {slowest:.2f} s, {memory} MB"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
