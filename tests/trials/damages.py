"""Index directories are damaged at random: what is spoilt is refused, and no answer is another one.

Bits turn, files are cut, blanked, exchanged, lengthened, deleted, renamed; small files hold
garbage; where arrays were there are pickles, for which even the manifest vouches. A process of its
own asks every kind of question of each damaged directory, and another runs a command over it.
"""

import json
import os
import shutil
from pathlib import Path

from index.versions.ownership import CURRENT, WITHDRAWN, is_version, versions
from index.versions.store import current_version
from tests.trials.build_kills import INDEX
from tests.trials.damaging import DAMAGES, files_of, vouched
from tests.trials.forks import Forks, Job
from tests.trials.holdings import ARTICLES, article, held, texts, without, write
from tests.trials.mounts import in_memory

LOOK = "tests.trials.looking:look"
#: The commands that are run over what is damaged.
COMMANDS = ("list", "check", "stats", "rollback", "update", "build", "export")
#: A command is run over one damaged directory in so many.
COMMANDED = 2
#: The article that was removed.
REMOVED = "n20"


class Damaged:
    """An index of two versions, of which a copy is damaged, looked at, thrown away."""

    def __init__(self, folder, forks):
        """Build it: segments with deletions, copies, what was withdrawn."""
        self._folder, self._forks = folder, forks
        self._whole = folder / "whole"
        self._archive = write(folder / "a.jsonl", [*map(article, range(ARTICLES)), _copy(3)])
        self._new = [article(number, 2) for number in range(0, ARTICLES, 7)]
        update = write(folder / "b.jsonl", self._new)
        self._more = write(folder / "c.jsonl", [article(1, 3)])
        self._whole.mkdir()
        index_dir = self._whole / "index"
        self._command(["build", str(self._archive)], index_dir)
        self._command(["update", str(update), "--remove", REMOVED], index_dir)
        self._texts, self._withdrawn = held(index_dir), _content(index_dir / WITHDRAWN)
        self._answers, self._before = self._look(index_dir), self._answers_before(index_dir)

    def _answers_before(self, index_dir):
        """Return the answers of the older version."""
        live = current_version(index_dir)
        self._command(["rollback"], index_dir)
        answers = self._look(index_dir)
        self._command(["activate", live], index_dir)
        return answers

    def attempt(self, damage, chance, tally):
        """Damage a copy, ask it, run a command over it; tell what is wrong."""
        place = self._folder / "place"
        shutil.copytree(self._whole, place, copy_function=_taken)
        index_dir = place / "index"
        path = _apart(self._aim(index_dir, chance))
        path = damage(place, path, chance) or path
        told = f"{damage.__name__} {path.relative_to(place)}"
        tally.tried[damage.__name__.replace("_", " ")] += 1
        asked = self._ask(index_dir)
        if damage is vouched:  # whoever can do that can do anything but this
            tally.wrong += [f"{told}: {asked}"] if asked.status < 0 else []
        else:
            self._check_answers(asked, (self._answers,), told, tally)
            if not chance.randrange(COMMANDED):
                self._check_command(chance.choice(COMMANDS), index_dir, told, tally)
        if (place / "executed").exists() or "PICKLE" in asked.printed:
            tally.wrong.append(f"{told}: the pickle was read, {asked}")
        shutil.rmtree(place)

    @staticmethod
    def _aim(index_dir, chance):
        """Return a file: mostly of the live version, else of the other, or beside them."""
        live = current_version(index_dir)
        (other,) = (name for name in versions(index_dir) if name != live)
        at = chance.choices([live, other, "."], [8, 3, 1])[0]
        return chance.choice([path for path in files_of(index_dir / at) if path.name != ".lock"])

    def _ask(self, index_dir):
        return self._forks.run(Job(target=LOOK, arguments=[str(index_dir)]))

    def _check_answers(self, ended, expected, told, tally):
        """Tell of answers that are neither refused nor expected; count the refusals."""
        try:
            answers = json.loads(_last_line(ended))  # faults in names are told before it
        except ValueError:
            tally.wrong.append(f"{told}: {ended}")
            return
        refused = {name for name, answer in answers.items() if isinstance(answer, dict)}
        tally.tried[" refused" if refused else " answered as before"] += 1
        for name in answers.keys() - refused:
            if answers[name] not in {each[name] for each in expected}:
                tally.wrong.append(f"{told}: another answer to {name}")
        sentences = {answers[name]["refused"] for name in refused}
        for sentence in sentences:
            if len(sentence) > 600 or "iqtisad" not in sentence:
                tally.wrong.append(f"{told}: no way out in {sentence[:300]!r}")

    def _check_command(self, command, index_dir, told, tally):
        """Run a command; tell of tracebacks, and of an index that is not what it should be."""
        more = {"update": [str(self._more)], "build": [str(self._archive)]}
        ended = self._run([command, *more.get(command, [])], index_dir)
        told = f"{told}: {command}"
        if ended.status not in {0, 1, 3} or "Traceback" in ended.printed:
            tally.wrong.append(f"{told}: {ended}")
        elif ended.status == 1 and "Error: " not in ended.printed:
            tally.wrong.append(f"{told}: no sentence in {ended}")
        elif command == "rollback" and not ended.status:
            self._check_answers(self._ask(index_dir), (self._before, self._answers), told, tally)
        elif command in more and self._withdrawn == _content(index_dir / WITHDRAWN):
            if command == "build" and ended.status and not (index_dir / CURRENT).is_dir():
                tally.wrong.append(f"{told}: no way out, {ended}")
            elif not ended.status:
                self._check_texts(command, index_dir, told, tally)

    def _check_texts(self, command, index_dir, told, tally):
        """Tell if an index does not hold what an update or a build has made of it."""
        wanted = self._texts | texts([article(1, 3)])
        if command == "build":
            wanted = without(texts([*map(article, range(ARTICLES)), _copy(3)]), {REMOVED})
        found = held(index_dir)
        if found != wanted:
            tally.lost.append(f"{told}: {sorted(found.items() ^ wanted.items())[:5]}")

    def _look(self, index_dir):
        return json.loads(_last_line(self._ask(index_dir)))

    def _command(self, arguments, index_dir):
        ended = self._run(arguments, index_dir)
        if ended.status:
            raise RuntimeError(ended)

    def _run(self, arguments, index_dir):
        options = ["--index-dir", str(index_dir)]
        return self._forks.run(Job(target=INDEX, arguments=[*arguments, *options]))


def _last_line(ended):
    """Return the last line that a process printed."""
    return ended.printed.strip().rpartition("\n")[2]


def _taken(file, copy):
    """Link a file of a version, which nobody may change, and copy what lies beside the versions."""
    source = Path(file)
    (os.link if is_version(source.parent.name) else shutil.copy2)(file, copy)


def _apart(path):
    """Return a path whose file is no longer that of another."""
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content)
    return path


def _content(path):
    """Return what is in a file, nothing where there is none."""
    return path.read_bytes() if path.is_file() else b""


def _copy(number):
    """Return an identical copy of an article, under another id."""
    return {**article(number), "id": "copy", "url": "https://example.com/copy"}


def trial(tally, times, chance):
    """Damage an index so often."""
    with Forks() as forks, in_memory() as folder:
        damaged = Damaged(folder, forks)
        for _ in range(times):
            damaged.attempt(chance.choice(DAMAGES), chance, tally)
