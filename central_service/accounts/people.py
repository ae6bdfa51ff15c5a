"""The persons behind a request, as use cases see them."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer_app.models.domain.workflow import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """A reviewer, supervisor or operator of one office."""

    id: str
    name: str
    role: Role
    office: str
    device: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianPerson:
    """A guardian as the identity provider vouches for: real name and number."""

    id: str
    name: str
    id_type: str
    id_no: str
    mobile: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitter:
    """Who enters a case: the guardian in person, or an operator for a guardian who stands before them."""

    role: Role
    id: str
    name: str
    guardian: GuardianPerson | None = None
    office: str | None = None
    """Operators only: the office whose offline cases they may touch."""

    @classmethod
    def of_guardian(cls, person: GuardianPerson) -> Submitter:
        """The guardian acts online."""
        return cls(role=Role.GUARDIAN, id=person.id, name=person.name, guardian=person)

    @classmethod
    def of_operator(cls, staff: Staff) -> Submitter:
        """The registration point acts."""
        return cls(role=Role.OPERATOR, id=staff.id, name=staff.name, office=staff.office)
