"""How long ago names a moment, if somebody knows the hour."""

from datetime import datetime

import pytest

from index.text.relative_dates import ago

NOW = datetime(2023, 5, 7, 10, 20, 30)  # noqa: DTZ001  a clock on a wall


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        pytest.param("منذ 3 ساعات", "2023-05-07 07:20", id="hours"),
        pytest.param("منذ ٣ ساعات", "2023-05-07 07:20", id="Arabic digits"),
        pytest.param("قبل ساعتين", "2023-05-07 08:20", id="two hours"),
        pytest.param("منذ ساعة", "2023-05-07 09:20", id="an hour"),
        pytest.param("نُشر منذ 25 دقيقة", "2023-05-07 09:55", id="minutes"),
        pytest.param("قبل 12 ساعة", "2023-05-06 22:20", id="the day before"),
        pytest.param("منذ يومين", "2023-05-05 00:00", id="days name a day"),
        pytest.param("2 hours ago", "2023-05-07 08:20", id="English"),
        pytest.param("منذ شهرين", "None", id="months name no day"),
        pytest.param("منذ 3 ساعات كانت السوق", "None", id="a sentence"),
        pytest.param("ساعة", "None", id="no distance"),
        pytest.param("", "None", id="nothing"),
    ],
)
def test_how_long_ago(text, printed):
    """Minutes and hours name a moment, days a day."""
    moment = ago(text, NOW)
    assert (f"{moment:%Y-%m-%d %H:%M}" if moment else "None") == printed
