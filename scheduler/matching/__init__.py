"""The judge: reads a listing as a careful student would, and says why.

`read` finds facts in a listing once and knows no rules; `judge` compares facts with what the user said, as often as the
rules change, and reads no text.
"""

from scheduler.matching.facts import Facts
from scheduler.matching.judging import judge, judge_lines, needs_text
from scheduler.matching.reading import READER_VERSION, read
from scheduler.matching.role import mentions_student_post

__all__ = ["READER_VERSION", "Facts", "judge", "judge_lines", "mentions_student_post", "needs_text", "read"]
