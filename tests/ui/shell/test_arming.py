"""When decisions may act: complete on the screen, settled, once, and not on a case that moved."""

from __future__ import annotations

import pytest

from reviewer_app.ui.viewmodels.arming import SETTLE_SECONDS, Arming, Disarmed


class Watch:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def shown(watch: Watch) -> Arming:
    arming = Arming(watch)
    arming.show("a")
    return arming


def complete(arming: Arming, watch: Watch, case_id: str = "a") -> None:
    arming.form_painted(case_id)
    arming.image_painted(case_id)
    watch.seconds += SETTLE_SECONDS


def test_nothing_on_screen_nothing_to_decide(watch: Watch) -> None:
    assert Arming(watch).disarmed is Disarmed.NO_CASE


def test_form_alone_or_image_alone_is_not_enough(shown: Arming, watch: Watch) -> None:
    shown.form_painted("a")
    watch.seconds += 10
    assert shown.disarmed is Disarmed.NOT_PAINTED
    shown.show("a")
    shown.image_painted("a")
    watch.seconds += 10
    assert shown.disarmed is Disarmed.NOT_PAINTED


def test_the_time_to_settle_runs_from_the_later_paint(shown: Arming, watch: Watch) -> None:
    shown.form_painted("a")
    watch.seconds += 1
    shown.image_painted("a")
    assert shown.disarmed is Disarmed.SETTLING
    watch.seconds += SETTLE_SECONDS * 0.99
    assert shown.disarmed is Disarmed.SETTLING
    watch.seconds += SETTLE_SECONDS * 0.02
    assert shown.disarmed is None


def test_the_paint_of_another_case_does_not_count(shown: Arming, watch: Watch) -> None:
    complete(shown, watch, "b")
    assert shown.disarmed is Disarmed.NOT_PAINTED


def test_one_decision_a_showing(shown: Arming, watch: Watch) -> None:
    complete(shown, watch)
    shown.decided()
    assert shown.disarmed is Disarmed.DECIDED
    shown.show("a")
    complete(shown, watch)
    assert shown.disarmed is None


def test_news_disarm_until_the_case_is_shown_anew(shown: Arming, watch: Watch) -> None:
    complete(shown, watch)
    shown.hold_for_news()
    assert shown.disarmed is Disarmed.NEWS
    shown.show("a")
    complete(shown, watch)
    assert shown.disarmed is None
