"""How often a question is asked, and of whom: twice within a deadline, the second time of another.

A page of a reader stands behind most of what is asked: a node that is late or busy is given up
while there is time to ask another one. What may not be done twice is not asked twice, unless it
was not sent.
"""

import json
import math
import time
from collections.abc import Callable, Iterable
from http import HTTPStatus

from index.cluster.address import Address, Credentials
from index.cluster.faults import (
    BUSY,
    BrokenError,
    ClusterError,
    LateError,
    LostPartError,
    NotConnectedError,
    RejectedError,
    UnreachableError,
    raise_refusal,
    stranger,
)
from index.cluster.nodes import Node, Nodes
from index.cluster.question import Answer, Json, Question, Reading

_TRIES = 2
#: The seconds for which no copies are preferred after an answer that was late: a node that hangs
#: holds some of them, and the others wait for it. OpenSearch itself gives it up after 30.
_WARY = 30.0


class Asker:
    """Asks the nodes of a cluster, and remembers which are dead; threads share it."""

    def __init__(self, address: Address, credentials: Credentials) -> None:
        self._address, self._credentials = address, credentials
        self._nodes = Nodes(address, credentials)
        #: When an answer was late the last time.
        self._late = -math.inf

    def close(self) -> None:
        """Close all connections."""
        self._nodes.close()

    def ask(self, question: Question, seconds: float, read: Reading) -> Json:
        """Return what read makes of the first answer; raises a ClusterError."""
        end = time.monotonic() + seconds
        faults: list[ClusterError] = []
        late: list[Node] = []
        for node in self._in_turn():
            if time.monotonic() - self._late < _WARY:
                question = question.of_any_copy()
            try:
                answer = self._tried(node, question, self._share(question, faults, end), read)
            except ClusterError as fault:
                faults.append(fault)
                if isinstance(fault, LateError):
                    late.append(node)
                    self._late = time.monotonic()
                if time.monotonic() >= end or not self._goes_on(question, faults):
                    break
            else:
                for other in late:  # what was asked is not too much: another node had the time
                    self._nodes.found_dead(other)
                return answer
        incomplete = [each.answer for each in faults if isinstance(each, LostPartError)]
        if incomplete:
            return incomplete[0]
        raise self._told(question, faults, seconds)

    def _in_turn(self) -> Iterable[Node]:
        """Return the nodes to ask, a single one twice: it may have closed what was kept open."""
        nodes = self._nodes.in_turn()
        return nodes if len(self._nodes) > 1 else [*nodes] * _TRIES

    def _share(self, question: Question, faults: list[ClusterError], end: float) -> float:
        """Return the seconds of the next try: half of them if another one may follow."""
        left = max(end - time.monotonic(), 0.001)
        another = question.repeatable and not _tries(faults) and len(self._nodes) - len(faults) > 1
        return left / 2 if another else left

    def _goes_on(self, question: Question, faults: list[ClusterError]) -> bool:
        """Return whether another node is asked: always if none got the question."""
        match faults[-1]:
            case NotConnectedError():
                return True
            case BrokenError() | LostPartError():
                return question.repeatable and _ended(faults) < _TRIES
            case LateError():
                worth = len(self._nodes) > 1
            case RejectedError(status=status):
                worth = status in BUSY and len(self._nodes) > 1
            case _:
                worth = False
        return worth and question.repeatable and _tries(faults) < _TRIES

    def _tried(self, node: Node, question: Question, seconds: float, read: Reading) -> Json:
        try:
            answer = node.answer(question.request(seconds), seconds)
            if question.method == "HEAD" and answer.status in {HTTPStatus.OK, HTTPStatus.NOT_FOUND}:
                result: Json = answer.status == HTTPStatus.OK
            else:
                result = read(node.name, _parsed(node.name, answer, self._hidden))
        except (NotConnectedError, BrokenError):
            self._nodes.found_dead(node)
            raise
        self._nodes.found_alive(node)
        return result

    def _hidden(self, text: str) -> str:
        return self._credentials.hidden(text, self._address.user)

    def _told(self, question: Question, faults: list[ClusterError], seconds: float) -> ClusterError:
        """Return the error of all tries: what a node answered, if one did."""
        answered = [fault for fault in faults if not isinstance(fault, UnreachableError)]
        if answered:
            return answered[-1]
        why = "; ".join(dict.fromkeys(map(str, faults)))
        sent = not all(isinstance(fault, NotConnectedError) for fault in faults)
        unknown = " (it may have been done all the same)" * (sent and not question.repeatable)
        nobody = f"no node answered within {seconds:g} s" if sent else "no node can be asked"
        return UnreachableError(
            f"{self._address}: {nobody}{unknown}: {why}; see whether the cluster is running and"
            " this machine may reach it"
        )


def _tries(faults: list[ClusterError]) -> int:
    """Return how many nodes had the question and did not end over it."""
    passed = (NotConnectedError, BrokenError, LostPartError)
    return sum(not isinstance(fault, passed) for fault in faults)


def _ended(faults: list[ClusterError]) -> int:
    """Return how many nodes ended at work: a question may be what ends them."""
    return sum(isinstance(fault, BrokenError | LostPartError) for fault in faults)


def _parsed(node: str, answer: Answer, hide: Callable[[str], str]) -> Json:
    """Return what a node answered; raises the error that it is."""
    what = f"status {answer.status}, {answer.media_type or 'no type'}"
    try:
        parsed = json.loads(answer.body)
    except (ValueError, RecursionError):
        parsed = None
    if answer.status >= HTTPStatus.BAD_REQUEST:
        raise_refusal(node, answer.status, parsed, hide)
    missing = (
        answer.status == HTTPStatus.NOT_FOUND and isinstance(parsed, dict) and "_index" in parsed
    )
    if not (missing or answer.status in {HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.ACCEPTED}):
        raise stranger(node, what)
    if not isinstance(parsed, dict | list):
        raise stranger(node, f"{what}, and no JSON" if parsed is None else what)
    return parsed
