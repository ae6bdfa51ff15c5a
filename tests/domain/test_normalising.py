"""What guardians typed is tidied without changing what they said."""

from __future__ import annotations

import pytest

from reviewer_app.models.domain.case import Answer, FormKind
from reviewer_app.models.domain.catalogue import Catalogue
from reviewer_app.models.domain.normalising import normalise


@pytest.mark.parametrize(
    ("code", "typed", "kept"),
    [
        ("stu_id_no", " ４５９９９９２０１８０５１５００６ｘ ", "45999920180515006X"),
        ("stu_id_no", "459999 20180515 006x", "45999920180515006X"),
        ("grd_mobile", "138-1234 1234", "13812341234"),
        ("grd_mobile", "＋８６１３８１２３４１２３４", "13812341234"),
        ("stu_birth", "２０１８０８３１", "2018-08-31"),
        ("stu_birth", "2018年08月31日", "2018-08-31"),
        ("stu_birth", "2018-08-31", "2018-08-31"),
        ("stu_birth", "去年", "去年"),
        ("stu_name", "\u3000韦思源 ", "韦思源"),
        ("stu_name", "阿卜杜•热合曼", "阿卜杜·热合曼"),
        ("stu_name", "阿卜杜 ・ 热合曼", "阿卜杜·热合曼"),
        ("stu_name", "韦 思源", "韦 思源"),
        ("stu_name", "\uf9b4\u2f00\U0002f800", "\uf9b4\u2f00\U0002f800"),
        ("stu_addr", " 灵山县１号 ", "灵山县１号"),
        ("pr_owner", "韦志强, 黄丽华；韦思源", "韦志强、黄丽华、韦思源"),
        ("pr_cert_no", "桂(2023)灵山县不动产权第 0001234 号", "桂（2023）灵山县不动产权第0001234号"),
        ("rp_no", "ＡＢ 12", "AB12"),
        ("stu_sex", "１", "1"),
        ("pr_area", " 98.5 ", "98.5"),
        ("multi_birth_ids", (" 45999920180515006x", ""), ("45999920180515006X",)),
        ("multi_birth", False, False),
        ("ss_months", 0, 0),
    ],
)
def test_values(catalogue: Catalogue, code: str, typed: Answer, kept: Answer) -> None:
    assert normalise(catalogue.forms[FormKind.A], {code: typed}) == {code: kept}


@pytest.mark.parametrize("empty", ["", "  ", "\u3000", ()])
def test_an_answer_without_a_value_loses_its_key(catalogue: Catalogue, empty: Answer) -> None:
    assert normalise(catalogue.forms[FormKind.A], {"stu_former_name": empty, "stu_name": "韦一"}) == {
        "stu_name": "韦一"
    }


def test_unknown_fields_stay_for_the_check_to_name(catalogue: Catalogue) -> None:
    assert normalise(catalogue.forms[FormKind.B], {"shoe_size": " 30 "}) == {"shoe_size": " 30 "}


def test_tidying_twice_changes_nothing(catalogue: Catalogue) -> None:
    form = catalogue.forms[FormKind.A]
    once = normalise(form, {"stu_name": " 阿・不 ", "stu_id_no": "４５x", "stu_birth": "20180831"})
    assert normalise(form, once) == once
