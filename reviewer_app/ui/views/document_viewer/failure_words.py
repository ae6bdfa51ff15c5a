"""Why there is no image, in the reviewer's words: what failed, whether anything is lost, what can be done now."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from reviewer_app.ui.bridge.document_loading import LoadFailure, Trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What is shown instead of the image; ``retry`` is the action, empty when asking again cannot help."""

    icon: str
    sentence: str
    detail: str
    retry: str = ""


def failure_words(failure: LoadFailure) -> Words:
    """The words for a failure; its own detail, when it has one, replaces the standing one."""
    words = _standing(failure.trouble)
    if not failure.detail:
        return words
    return Words(icon=words.icon, sentence=words.sentence, detail=failure.detail, retry=words.retry)


def _standing(trouble: Trouble) -> Words:
    tr, again = _tr, _tr("再试一次")
    ask_anew = tr("可标为不合格，请家长重新上传。")
    words = {
        Trouble.OFFLINE: Words(
            icon="cloud-off",
            sentence=tr("这张图还没有存到本机"),
            detail=tr("联网后自动下载。可以先看其他材料。"),
            retry=again,
        ),
        Trouble.MISSING: Words(
            icon="image-off",
            sentence=tr("平台上没有这张图"),
            detail=tr("家长可能刚刚换了图，同步后再看。"),
            retry=again,
        ),
        Trouble.REFUSED: Words(
            icon="lock",
            sentence=tr("现在不能看这张图"),
            detail=tr("登录可能已过期。重新登录后再看，已做的审核都在。"),
            retry=again,
        ),
        Trouble.FAILED: Words(
            icon="cloud-off",
            sentence=tr("这张图没有下载成功"),
            detail=tr("平台没有响应。可以先看其他材料。"),
            retry=again,
        ),
        Trouble.BROKEN: Words(icon="image-off", sentence=tr("这张图打不开，文件已损坏"), detail=ask_anew),
        Trouble.NOT_AN_IMAGE: Words(
            icon="ban", sentence=tr("这不是 JPEG 或 PNG 图片，没有打开"), detail=ask_anew
        ),
        Trouble.TOO_LARGE: Words(icon="ban", sentence=tr("这张图像素过大，没有打开"), detail=ask_anew),
    }
    return words[trouble]


def _tr(text: str) -> str:
    return QCoreApplication.translate("DocumentViewer", text)
