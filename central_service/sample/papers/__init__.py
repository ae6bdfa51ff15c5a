"""Photos of enrolment papers for an invented season, drawn from the facts of each case.

A *paper* is a frozen dataclass of plain strings, one class for each kind of page; it shows exactly what it is given, so
that a page agrees with the application or contradicts it where the sample plans so. A *shot* says how a guardian took
the picture. Three functions make files of them, without any other state: the same arguments give the same bytes.

>>> page = HouseholdPage(head="韦建国", number="459900003012721", address="灵山县灵城街道江滨二路118号",
...                      issued="2016年06月02日", station="灵山县公安局灵城派出所")
>>> photograph(page, Shot(light=Light.WINDOW, orientation=6), seed=7)[:2]
b'\\xff\\xd8'

``photograph`` makes a JPEG as a phone does, ``scan_png`` and ``scan_pdf`` flat pages as a scanner does.
:data:`PAPERS` lists the classes by material code, :func:`usual_shot` takes a picture as most guardians do. Every page
bears the mark 样本·虚构数据, seals have a plain star, and nobody's likeness is used.
"""

from __future__ import annotations

from central_service.sample.papers.booklet import BookletCover, HouseholdPage, MemberPage
from central_service.sample.papers.catalogue import PAPERS, WRONG_PAPERS
from central_service.sample.papers.contributions import InsuranceRecord, TaxCertificate
from central_service.sample.papers.family import BirthCertificate
from central_service.sample.papers.floor_plan import TitlePlan
from central_service.sample.papers.home import Lease, LeaseSignatures, PublicRental
from central_service.sample.papers.land import HomesteadApproval
from central_service.sample.papers.letters import Letter, MeritCertificate
from central_service.sample.papers.light import Light
from central_service.sample.papers.paper import Paper
from central_service.sample.papers.purchase import Invoice, SaleContract, SaleContractFiling
from central_service.sample.papers.receipt import PaymentReceipt
from central_service.sample.papers.residence import Endorsement, ResidenceCardBack, ResidenceCardFront
from central_service.sample.papers.scan import scan_pdf, scan_png
from central_service.sample.papers.scene import Surface
from central_service.sample.papers.school import GraduationCertificate
from central_service.sample.papers.shot import Blur, Fault, Framing, Shot, photograph
from central_service.sample.papers.stamps import Outline, Stamp
from central_service.sample.papers.titles import OldTitle, TitleCover, TitleFacts
from central_service.sample.papers.travel import PassportPage, PermitCard
from central_service.sample.papers.usual import phone_shot, usual_shot
from central_service.sample.papers.work import BusinessLicence, LabourContract, LabourContractSignatures
from central_service.sample.papers.wrong import DoorPlate, Screenshot, Snapshot

__all__ = [
    "PAPERS",
    "WRONG_PAPERS",
    "BirthCertificate",
    "Blur",
    "BookletCover",
    "BusinessLicence",
    "DoorPlate",
    "Endorsement",
    "Fault",
    "Framing",
    "GraduationCertificate",
    "HomesteadApproval",
    "HouseholdPage",
    "InsuranceRecord",
    "Invoice",
    "LabourContract",
    "LabourContractSignatures",
    "Lease",
    "LeaseSignatures",
    "Letter",
    "Light",
    "MemberPage",
    "MeritCertificate",
    "OldTitle",
    "Outline",
    "Paper",
    "PassportPage",
    "PaymentReceipt",
    "PermitCard",
    "PublicRental",
    "ResidenceCardBack",
    "ResidenceCardFront",
    "SaleContract",
    "SaleContractFiling",
    "Screenshot",
    "Shot",
    "Snapshot",
    "Stamp",
    "Surface",
    "TaxCertificate",
    "TitleCover",
    "TitleFacts",
    "TitlePlan",
    "phone_shot",
    "photograph",
    "scan_pdf",
    "scan_png",
    "usual_shot",
]
