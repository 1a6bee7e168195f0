"""Teams: how many, and how long things wait for somebody."""

from iconikcerts.settings import env

# Teams that one person may own beside the personal one. Each has a quota of its own, so without a limit nobody would need a
# plan. 0: no limit.
TEAMS_PER_PERSON = env.number("TEAMS_PER_PERSON", 10)
