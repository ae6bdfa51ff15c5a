"""What a guardian does with a case that was sent in: mend it, take it back, apply anew, rate the service."""

from __future__ import annotations

import secrets
from dataclasses import replace

from central_service.accounts.people import Submitter
from central_service.audit import record
from central_service.cases.access import own_case
from central_service.cases.claims import move_claim
from central_service.cases.committing import commit_step
from central_service.cases.completeness import check_complete
from central_service.cases.platform_answers import with_computed_answers
from central_service.cases.publishing import Committed, publish_case
from central_service.cases.registries import compare
from central_service.cases.rows import StoredCase, save_case, save_early_rating
from central_service.parts import Parts
from central_service.problems import ServiceProblem, from_workflow
from reviewer_app.models.domain.case import Case, Rating
from reviewer_app.models.domain.workflow import Act, CaseAction, Transition, WorkflowError, apply, check


def withdraw(parts: Parts, who: Submitter, case_id: str, reason: str) -> Committed:
    """撤回, with a reason, before acceptance. What was mended but not sent is thrown away."""
    act = Act(action=CaseAction.WITHDRAW, note=reason)
    now = parts.clock.now()
    with parts.database.write() as transaction:
        stored = own_case(transaction.connection, who, case_id, lock=True)
        row = allowed(parts, stored.case, act, who)
        after = apply(stored.case, act, row=row, role=who.role, name=who.name, at=now)
        return commit_step(
            parts, transaction, stored, after, who=who, act=act, row=row, cause=secrets.token_hex(8)
        )


def resubmit(parts: Parts, who: Submitter, case_id: str) -> Committed:
    """补齐补正: the working copy's answers and documents become the case's, and the case waits for acceptance again.

    :raises ServiceProblem: 409 when nothing was changed, 422 with what is still missing.
    """
    act = Act(action=CaseAction.RESUBMIT)
    with parts.database.read() as connection:
        read = own_case(connection, who, case_id)
        allowed(parts, read.case, act, who)
    mended = read.working
    if read.amendment is None or not _has_changes(mended):
        raise ServiceProblem(409, "nothing_corrected", "还没有修改任何项目，请按通知补正后再提交。")
    now = parts.clock.now()
    mended = with_computed_answers(mended, now)
    check_complete(parts, who, mended)
    registry = compare(parts.registry, parts.clock, mended)
    with parts.database.write() as transaction:
        stored = own_case(transaction.connection, who, case_id, lock=True)
        row = allowed(parts, stored.case, act, who)
        if stored.amendment != read.amendment:
            raise ServiceProblem(409, "changed_meanwhile", "内容刚刚在别处改过，请核对后重新提交。")
        mended = replace(with_computed_answers(stored.working, now), registry=registry)
        after = apply(mended, act, row=row, role=who.role, name=who.name, at=now)
        move_claim(transaction.connection, stored.case, after)
        answered = replace(after.corrections[-1], answered_at=now)
        after = replace(after, corrections=(*after.corrections[:-1], answered))
        return commit_step(
            parts, transaction, stored, after, who=who, act=act, row=row, cause=secrets.token_hex(8)
        )


def rate(parts: Parts, who: Submitter, case_id: str, rating: Rating) -> None:
    """评价 once after submission and once after the end. A rating rests on no version of the case and changes none."""
    with parts.database.write() as transaction:
        connection = transaction.connection
        stored = own_case(connection, who, case_id, lock=True)
        case = stored.case
        allowed(parts, case, Act(action=CaseAction.RATE), who)
        _check_occasion(stored, rating)
        record(connection, parts.clock.now(), who, "rate", case.id)
        if not case.status.is_terminal:
            save_early_rating(connection, case.id, rating)
            return
        rated = replace(case, ratings=(*case.ratings, rating))
        publish_case(parts, transaction, stored, save_case(connection, stored, rated, keep_tag=True))


def allowed(parts: Parts, case: Case, act: Act, who: Submitter) -> Transition:
    """The row of the table. :raises ServiceProblem:"""
    try:
        return check(case, act, who.role, parts.clock.now(), parts.catalogue.reasons.kinds)
    except WorkflowError as error:
        raise from_workflow(error) from None


def _has_changes(mended: Case) -> bool:
    correction = mended.open_correction
    if correction is None:
        return False
    uploaded = any(document.uploaded_at >= correction.asked_at for document in mended.documents)
    return bool(correction.before or correction.replaced or uploaded)


def _check_occasion(stored: StoredCase, rating: Rating) -> None:
    ended = stored.case.status.is_terminal
    if (rating.occasion == "ended") != ended:
        message = "办件办完后才能作办结评价。" if not ended else "办件已办完，请作办结评价。"
        raise ServiceProblem(409, "not_yet_rateable" if not ended else "occasion_passed", message, "occasion")
    given = {old.occasion for old in stored.case.ratings}
    if rating.occasion in given or (not ended and stored.early_rating is not None):
        raise ServiceProblem(409, "rated_already", "您已经评价过了，感谢您的意见。", "occasion")
