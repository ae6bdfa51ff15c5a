"""Which pages stand for which material of the catalogue (``resources`` material codes M01 and so on)."""

from __future__ import annotations

from types import MappingProxyType

from central_service.sample.papers.booklet import BookletCover, HouseholdPage, MemberPage
from central_service.sample.papers.contributions import InsuranceRecord, TaxCertificate
from central_service.sample.papers.family import BirthCertificate
from central_service.sample.papers.floor_plan import TitlePlan
from central_service.sample.papers.home import Lease, LeaseSignatures, PublicRental
from central_service.sample.papers.land import HomesteadApproval
from central_service.sample.papers.letters import Letter, MeritCertificate
from central_service.sample.papers.paper import Paper
from central_service.sample.papers.purchase import Invoice, SaleContract, SaleContractFiling
from central_service.sample.papers.receipt import PaymentReceipt
from central_service.sample.papers.residence import ResidenceCardBack, ResidenceCardFront
from central_service.sample.papers.school import GraduationCertificate
from central_service.sample.papers.titles import OldTitle, TitleCover, TitleFacts
from central_service.sample.papers.travel import PassportPage, PermitCard
from central_service.sample.papers.work import BusinessLicence, LabourContract, LabourContractSignatures
from central_service.sample.papers.wrong import DoorPlate, Screenshot, Snapshot

PAPERS: MappingProxyType[str, tuple[type[Paper], ...]] = MappingProxyType(
    {
        "M01": (HouseholdPage,),
        "M02": (MemberPage,),
        "M03": (MemberPage,),
        "M04": (MemberPage,),
        "M05": (HouseholdPage, MemberPage),
        "M06": (BirthCertificate,),
        "M07": (Letter,),
        "M10": (TitleCover, TitleFacts, TitlePlan),
        "M11": (OldTitle,),
        "M12": (SaleContract, SaleContractFiling, Invoice),
        "M13": (HomesteadApproval, Letter),
        "M16": (PublicRental,),
        "M17": (Lease, LeaseSignatures, PaymentReceipt),
        "M18": (Letter,),
        "M19": (Letter,),
        "M20": (ResidenceCardFront, ResidenceCardBack),
        "M21": (LabourContract, LabourContractSignatures),
        "M22": (BusinessLicence,),
        "M23": (InsuranceRecord,),
        "M24": (TaxCertificate,),
        "M25": (Letter,),
        "M30": (Letter, MeritCertificate),
        "M40": (GraduationCertificate, Letter),
        "M41": (Letter,),
        "M43": (PermitCard, PassportPage),
        "M44": (BirthCertificate,),
    }
)
"""Pages of a material in the order in which a guardian takes them; M13, M30, M40 and M43 list alternatives."""

WRONG_PAPERS: tuple[type[Paper], ...] = (BookletCover, Snapshot, DoorPlate, Screenshot)
"""What is uploaded in place of a document."""
