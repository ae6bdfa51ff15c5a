"""What the people of a story do, moment by moment, over the public API."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random

from central_service.sample.album import Picture, pictures, take
from central_service.sample.defects import Defect, reasons_of, typed
from central_service.sample.filling import fill_in
from central_service.sample.guardian_client import ApplicationClient
from central_service.sample.review_desk import ReviewDesk
from central_service.sample.stories import CLOSES, TODAY, Ending, Story
from central_service.sample.timeline import Script
from reviewer_app.models.domain.case import AdmitMode, Category, Channel
from reviewer_app.models.domain.workflow import CaseAction

USUAL_DUE = CLOSES - timedelta(days=3)
NIGHT_BEFORE = datetime.combine(TODAY.date() - timedelta(days=1), time(18), TODAY.tzinfo)

_SHORTEST = timedelta(minutes=4)

_FORWARD: Mapping[Ending, tuple[CaseAction, ...]] = {
    Ending.FIRST_REVIEW: (CaseAction.ACCEPT,),
    Ending.SECOND_REVIEW: (CaseAction.ACCEPT, CaseAction.FIRST_REVIEW),
    Ending.AWAITING_PLACE: (CaseAction.ACCEPT, CaseAction.FIRST_REVIEW, CaseAction.SECOND_REVIEW),
    Ending.PROPOSED: (
        CaseAction.ACCEPT,
        CaseAction.FIRST_REVIEW,
        CaseAction.SECOND_REVIEW,
        CaseAction.ADMIT,
    ),
    Ending.COMPLETED: (
        CaseAction.ACCEPT,
        CaseAction.FIRST_REVIEW,
        CaseAction.SECOND_REVIEW,
        CaseAction.ADMIT,
        CaseAction.COMPLETE,
    ),
}
_BY_SUPERVISOR = frozenset({CaseAction.SECOND_REVIEW, CaseAction.ADMIT, CaseAction.COMPLETE})


@dataclass(frozen=True, slots=True)
class Bureau:
    """The desks of one county."""

    reviewer: ReviewDesk
    supervisor: ReviewDesk


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays in the season."""

    guardian: Callable[[Story], ApplicationClient]
    """Signs the guardian in, or the operator of the registration point who acts for them."""
    bureaus: Mapping[str, Bureau]
    photos: Path
    plan_registry: Callable[[Story], None]


class _Player:
    """Plays one story."""

    def __init__(self, story: Story, cast: Cast) -> None:
        self._story = story
        self._cast = cast
        self._bureau = cast.bureaus[story.plan.county.office]
        self._filled = fill_in(story.plan, Random(story.seed))
        self._defects = story.defects
        self._case_id = ""
        self._now = story.submitted_at

    def script(self) -> Script:
        """The whole story; moments lie evenly between submission and the present."""
        story = self._story
        yield story.submitted_at - timedelta(minutes=25)
        self._draft()
        if story.ending is Ending.DRAFT:
            return
        yield story.submitted_at
        self._submit()
        yield from self._after_submission()

    def _draft(self) -> None:
        plan = self._story.plan
        self._cast.plan_registry(self._story)
        guardian = self._guardian()
        self._case_id = guardian.begin(
            office=plan.county.office, stage=plan.stage, form_kind=plan.form_kind, category=plan.category
        )["id"]
        guardian.save(self._case_id, self._filled.answers, self._filled.guardians)
        self._send(guardian, pictures(self._story, self._filled, self._defects))

    def _guardian(self) -> ApplicationClient:
        """Signs in anew: days lie between the acts of a story."""
        return self._cast.guardian(self._story)

    def _send(self, guardian: ApplicationClient, album: list[Picture]) -> None:
        for picture in album:
            content = take(picture, self._cast.photos)
            guardian.upload(self._case_id, picture.material, picture.page, content)

    def _submit(self) -> None:
        guardian = self._guardian()
        guardian.submit(self._case_id, guardian_present=self._story.channel is Channel.OFFLINE)
        if self._story.rated:
            guardian.rate(self._case_id, "submitted", self._story.rated)

    def _after_submission(self) -> Script:
        ending = self._story.ending
        if ending in _FORWARD:
            yield from self._forward(_FORWARD[ending])
        elif ending in (Ending.WITHDRAWN, Ending.REAPPLIED):
            yield from self._withdraw()
        elif ending is Ending.DECLINED:
            yield self._moment(1, 2)
            self._decide(CaseAction.DECLINE, reasons=[("BS02", "region")])
        elif ending is Ending.RETURNED:
            yield self._moment(1, 3)
            self._decide(CaseAction.ACCEPT)
            yield self._moment(2, 3)
            self._decide(CaseAction.RETURN, reasons=[("TJ03", "M01")])
        elif ending is not Ending.PENDING:
            yield from self._correct()

    def _forward(self, steps: tuple[CaseAction, ...]) -> Script:
        for number, action in enumerate(steps, start=1):
            yield self._moment(number, len(steps))
            placed = action in (CaseAction.ADMIT, CaseAction.COMPLETE)
            self._decide(action, result=self._result() if placed else None)
        if steps[-1] is CaseAction.COMPLETE and self._story.rated:
            self._guardian().rate(self._case_id, "ended", self._story.rated)

    def _withdraw(self) -> Script:
        yield self._moment(1, 3)
        self._guardian().withdraw(self._case_id, "报读学校选错，重新填报。")
        if self._story.ending is Ending.REAPPLIED:
            yield self._moment(2, 3)
            guardian = self._guardian()
            self._case_id = guardian.reapply(self._case_id)["id"]
            guardian.submit(self._case_id, guardian_present=self._story.channel is Channel.OFFLINE)

    def _correct(self) -> Script:
        story = self._story
        rounds = {Ending.RESUBMITTED: 1, Ending.RESUBMITTED_TWICE: 2, Ending.CORRECTION_FAILED: 2}.get(
            story.ending, 0
        )
        mended_in = rounds if story.ending is Ending.RESUBMITTED_TWICE else 0
        steps = 2 * rounds + 1
        for number in range(1, rounds + 1):
            yield self._moment(2 * number - 1, steps)
            self._ask()
            yield self._moment(2 * number, steps)
            self._mend(number, keep=frozenset() if number == mended_in else story.unmended)
        if story.ending in (Ending.CORRECTION, Ending.OVERDUE, Ending.CORRECTION_FAILED):
            yield self._moment(steps, steps)
            self._ask(NIGHT_BEFORE if story.ending is Ending.OVERDUE else None)

    def _ask(self, due: datetime | None = None) -> None:
        reasons = reasons_of(self._defects)
        self._decide(CaseAction.REQUEST_CORRECTIONS, reasons=reasons, due=due or USUAL_DUE)

    def _mend(self, attempt: int, keep: frozenset[Defect]) -> None:
        """Put right what was asked, but for ``keep``; then send again."""
        targets = {target for _, target in reasons_of(self._defects)}
        self._defects &= keep
        plan = replace(self._story.plan, overrides=typed(self._story.plan, self._defects))
        mended = fill_in(plan, Random(self._story.seed))
        answers = {code: value for code, value in mended.answers.items() if code in targets}
        guardian = self._guardian()
        guardian.save(self._case_id, answers, [])
        album = pictures(replace(self._story, phone_size=False), mended, self._defects, attempt)
        self._send(guardian, [picture for picture in album if picture.material in targets])
        guardian.resubmit(self._case_id)

    def _decide(self, action: CaseAction, **what: object) -> None:
        desk = self._bureau.supervisor if action in _BY_SUPERVISOR else self._bureau.reviewer
        desk.decide(self._case_id, action, self._now, **what)  # type: ignore[arg-type]

    def _result(self) -> dict[str, str]:
        plan = self._story.plan
        if plan.category is Category.ENTITLED:
            mode = AdmitMode.ENTITLED
        else:
            mode = AdmitMode.PLACED if plan.category is Category.MIGRANT else AdmitMode.CATCHMENT
        return {"school": plan.school.code, "mode": mode.value}

    def _moment(self, step: int, steps: int) -> datetime:
        """The moment of a step: all of them spread evenly until last night, in office hours."""
        start = self._story.submitted_at
        whole = max(NIGHT_BEFORE - start, _SHORTEST * (steps + 1))
        moment = _in_office_hours(start + whole * step / (steps + 1))
        self._now = max(moment, self._now + _SHORTEST)
        return self._now


def _in_office_hours(moment: datetime) -> datetime:
    """The same day, between 8:30 and 17:30; what comes later in the day stays later."""
    midnight = datetime.combine(moment.date(), time(), moment.tzinfo)
    share = (moment - midnight) / timedelta(days=1)
    return midnight + timedelta(hours=8.5 + 9 * share)


def script(story: Story, cast: Cast) -> Script:
    """The script of one story."""
    return _Player(story, cast).script()
