"""Sends the outbox in batches: each decision at most once a run, none held up by another that fails."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reviewer_app.models.domain.case import ActionId
from reviewer_app.models.domain.ports import Answered, OutboxSending, OutboxState, PendingAction, Replica
from reviewer_app.sync.protocol import MAX_BATCH, Outcome, OutcomeKind, action_message
from reviewer_app.sync.pulling import Heard
from reviewer_app.sync.reconcile import Position, answered, outcomes_of, refused_alone
from reviewer_app.sync.transport import BrokenAnswer, Refused, Transport


class Pushing:
    """The sending half of a run."""

    def __init__(
        self, transport: Transport, replica: Replica, outbox: OutboxSending, device: str, heard: Heard
    ) -> None:
        self._transport = transport
        self._replica = replica
        self._outbox = outbox
        self._device = device
        self._heard = heard

    def run(self, scopes: Sequence[str]) -> bool:
        """Send everything that waits; whether any answer says that a case has moved.

        :raises TransportError: what was sent and not answered is asked for again in the next run.
        """
        tried: set[ActionId] = set()
        moved = False
        while batch := self._outbox.take_batch(MAX_BATCH, tried):
            tried.update(action.id for action in batch)
            answers = self._send(batch, scopes)
            self._heard(self._outbox.record(answers))
            moved = moved or any(answer.state is not OutboxState.SENDING for answer in answers)
        return moved

    def _send(self, batch: Sequence[PendingAction], scopes: Sequence[str]) -> list[Answered]:
        try:
            outcomes = outcomes_of(batch, self._post(batch))
        except Refused as error:
            if len(batch) == 1:
                return [self._refused(batch[0], error, scopes)]
            # One of them spoils the request: each is sent by itself, so that the others get through.
            return [answer for action in batch for answer in self._send([action], scopes)]
        answers = [self._answered(outcome, batch, scopes) for outcome in outcomes]
        if any(outcome.kind is OutcomeKind.MISMATCH for outcome in outcomes):
            self._heard(self._outbox.record(answers))
            raise BrokenAnswer("mismatch", "服务端记录的决定与本机不一致，已停止发送。请联系技术支持。")
        return answers

    def _post(self, batch: Iterable[PendingAction]) -> Sequence[Outcome]:
        return self._transport.send_actions([action_message(action, self._device) for action in batch])

    def _refused(self, action: PendingAction, error: Refused, scopes: Sequence[str]) -> Answered:
        """Refused now, but an earlier sending whose answer was lost may have been applied."""
        earlier = self._transport.find_outcome(action.id)
        if earlier is not None:
            return self._answered(earlier, [action], scopes)
        return refused_alone(action, error, self._position(action, scopes))

    def _answered(self, outcome: Outcome, batch: Iterable[PendingAction], scopes: Sequence[str]) -> Answered:
        action = next(action for action in batch if action.id == outcome.id)
        return answered(outcome, self._position(action, scopes, outcome.scope))

    def _position(self, action: PendingAction, scopes: Sequence[str], told: str = "") -> Position:
        scope = told or self._replica.scope_of(action.case) or scopes[0]
        cursor = self._replica.cursor(scope)
        epoch = cursor.epoch if cursor else ""
        return Position(scope=scope, epoch=epoch, at=self._transport.service_time())
