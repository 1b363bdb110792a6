"""Too little of something while a command runs: how much, and when.

What is enough for a command is found by trying: half of what was enough, until that is too little;
then anything up to a little more than enough, and every other time what is nearly enough: the last
that is written is where the switch is.
"""

from dataclasses import replace

from tests.trials.mounts import shrink

#: What happens.
BYTES, INODES, LIMIT = "no bytes", "no inodes", "no larger file"
#: What happens at a step.
FILLED, READ_ONLY = "filled meanwhile", "read-only"
ACCIDENTS = (BYTES, BYTES, FILLED, FILLED, INODES, READ_ONLY, LIMIT)
#: The share of what is enough that there may be at most: some get through.
MOST = 1.15
#: The share of disks that are aimed at the last that is written, where the switch is.
NEARLY = 0.5
#: About what a build takes: the bytes and inodes of a disk, the steps, the bytes of a file.
ENOUGH = {BYTES: 1 << 20, INODES: 200, LIMIT: 1 << 18, FILLED: 130, READ_ONLY: 130}
#: The most that is left of a disk that is filled meanwhile, in bytes.
LEFT = 16 << 10
#: The steps before the switch that are aimed at.
LAST = 20


class Shortages:
    """Runs commands with too little; remembers what was enough for each, and what was not."""

    def __init__(self, forks, chance):
        """Know nothing."""
        self._forks, self._chance = forks, chance
        #: The least that was enough for a command, and the most that was not, by what it is.
        self._enough, self._failed = {}, {}

    def run(self, job, name, accident, place):
        """Run a job of a command with too little of something; return how it ended."""
        key = name, accident
        enough = self._enough.get(key, ENOUGH[accident])
        much = self._much(key, enough)
        ended = self._forks.run(replace(job, **self._shortage(accident, much, place)))
        if ended.status:
            self._failed[key] = max(much, self._failed.get(key, 0))
        elif accident in {FILLED, READ_ONLY}:
            self._enough[key] = ended.switch or enough
        else:
            self._enough[key] = min(much, enough)
        return ended

    def _shortage(self, accident, much, place):
        """Make a disk small at once, or return how a job is met by it."""
        if accident == LIMIT:
            return {"limit": much}
        if accident == FILLED:
            room = self._chance.randrange(LEFT)
            return {"step": much, "frozen": str(place), "room": room}
        if accident == READ_ONLY:
            return {"step": much, "frozen": str(place)}
        shrink(place, **({"room": much} if accident == BYTES else {"inodes": max(much, 1)}))
        return {}

    def _much(self, key, enough):
        """Return how much of something there is; for what happens at a step, the step."""
        if key not in self._failed:
            return enough // 2
        nearly = self._chance.random() < NEARLY
        if key[1] in {FILLED, READ_ONLY}:
            return self._chance.randint(max(enough - LAST, 1) if nearly else 1, enough)
        if nearly:
            return self._chance.randint(*sorted((self._failed[key], enough)))
        return int(enough * self._chance.uniform(0, MOST))
