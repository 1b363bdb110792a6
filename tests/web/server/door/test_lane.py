"""The lane: one answer at a time, in order, and who goes before whom."""

import asyncio
import threading

import pytest

from web.server.door.lane import Lane, LaneFullError


def run(coroutine):
    """Return what comes of a coroutine in a loop of its own."""
    return asyncio.run(asyncio.wait_for(coroutine, 120))


def stays():
    """Return when a client goes that never does."""
    return asyncio.get_running_loop().create_future()


async def pass_through(lane, name, done, **how):
    """Take a turn and note who did."""
    async with lane.turn(stays(), **how):
        done.append(name)


async def waits(lane, count):
    """Return when so many wait."""
    while len(lane) != count:  # noqa: ASYNC110  a lane tells nobody
        await asyncio.sleep(0)


def test_turns_come_in_order_and_the_first_before_all():
    """One after the other; who may go first passes all who wait, not who is at it."""

    async def queue():
        lane, done = Lane(60), []
        async with lane.turn(stays()):
            others = [asyncio.ensure_future(pass_through(lane, n, done)) for n in range(3)]
            await waits(lane, 3)
            others.append(asyncio.ensure_future(pass_through(lane, "first", done, first=True)))
            await waits(lane, 4)
        await asyncio.gather(*others)
        return done

    assert run(queue()) == ["first", 0, 1, 2]


def test_work_is_done_by_one_thread():
    """Never two at the same time, however many ask."""

    async def work():
        lane, threads = Lane(60), set()

        async def one():
            async with lane.turn(stays()):
                threads.add(await lane.run(threading.get_ident))

        await asyncio.gather(*(one() for _ in range(20)))
        return threads

    assert len(run(work())) == 1


def test_who_would_wait_longer_than_its_patience_is_refused_at_once():
    """By the mean of how long answers took; who goes first is let in all the same."""

    async def refuse():
        lane, done = Lane(0.5), []
        lane._mean = 10.0  # noqa: SLF001  as after long answers, without the time that they take
        async with lane.turn(stays()):
            with pytest.raises(LaneFullError) as full:
                await pass_through(lane, "late", done)
            assert full.value.seconds == 10.0
            first = asyncio.ensure_future(pass_through(lane, "first", done, first=True))
            await waits(lane, 1)
        await first
        return done

    assert run(refuse()) == ["first"]


def test_the_mean_is_that_of_what_was_done():
    """A lane learns how long answers take."""

    async def learn():
        lane = Lane(60)
        async with lane.turn(stays()):
            assert lane.wait == 0
            await lane.run(lambda: sum(range(100_000)))
            assert lane.wait > 0

    run(learn())


def test_who_waits_too_long_leaves_the_queue():
    """The next one is not held up by it."""

    async def wait():
        lane, done = Lane(0.05), []
        async with lane.turn(stays()):
            with pytest.raises(LaneFullError):
                await pass_through(lane, "late", done)
            assert len(lane) == 0
        await pass_through(lane, "next", done)
        return done

    assert run(wait()) == ["next"]


def test_who_is_cancelled_passes_its_turn_on():
    """While it waits, and in the moment in which its turn comes."""

    async def cancel():
        lane, done = Lane(60), []
        async with lane.turn(stays()):
            leaving = [asyncio.ensure_future(pass_through(lane, n, done)) for n in range(3)]
            await waits(lane, 3)
            leaving[1].cancel()
            last = asyncio.ensure_future(pass_through(lane, "last", done))
            await waits(lane, 3)
        leaving[0].cancel()  # its turn has come, and it has not noticed yet
        await last
        return done

    assert run(cancel()) == [2, "last"]


def test_who_is_cancelled_at_work_keeps_its_turn_until_it_is_done():
    """Work cannot be stopped: the next one would run beside it."""

    async def cancel():
        lane, done, may_end = Lane(60), [], threading.Event()

        async def at_work():
            async with lane.turn(stays()):
                await lane.run(lambda: (may_end.wait(120), done.append("work")))

        working = asyncio.ensure_future(at_work())
        while lane.since is None:  # noqa: ASYNC110  nor does its thread
            await asyncio.sleep(0)
        following = asyncio.ensure_future(pass_through(lane, "next", done))
        await waits(lane, 1)
        working.cancel()
        for _ in range(10):
            await asyncio.sleep(0)
        assert done == []
        may_end.set()
        await following
        assert working.cancelled()
        assert lane.since is None
        return done

    assert run(cancel()) == ["work", "next"]


def test_streams_go_after_readers_and_are_not_forgotten(monkeypatch):
    """A stream waits for those who have nothing, but for a piece now and then."""

    async def stream(seconds):
        monkeypatch.setattr("web.server.door.lane._STREAMS", seconds)
        lane, done = Lane(60), []

        async def piece():
            async with lane.turn_of_stream():
                done.append("piece")

        await piece()
        async with lane.turn(stays()):
            goes_on = asyncio.ensure_future(piece())
            readers = [asyncio.ensure_future(pass_through(lane, n, done)) for n in range(3)]
            await waits(lane, 3)
        await asyncio.gather(goes_on, *readers)
        return done[1:]

    assert run(stream(1000)) == [0, 1, 2, "piece"]
    assert run(stream(-1)) == ["piece", 0, 1, 2]


def test_who_has_gone_waits_no_longer():
    """Nobody counts it any more, and the others keep their order."""

    async def queue():
        lane, done = Lane(60), []
        gone = stays()

        async def leaves():
            async with lane.turn(gone) as is_there:
                done.append(is_there)

        async with lane.turn(stays()):
            others = [asyncio.ensure_future(pass_through(lane, 0, done))]
            await waits(lane, 1)
            others.append(asyncio.ensure_future(leaves()))
            await waits(lane, 2)
            others.append(asyncio.ensure_future(pass_through(lane, 1, done)))
            await waits(lane, 3)
            gone.set_result(None)
            await waits(lane, 2)
        await asyncio.gather(*others)
        return done

    assert run(queue()) == [False, 0, 1]
