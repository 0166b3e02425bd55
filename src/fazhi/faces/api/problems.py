"""Refusals as application/problem+json (RFC 9457): a sentence for people, a kind for machines, the article where there is one."""

import logging
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, BadRequest, RequestDataTooBig, SuspiciousOperation
from django.core.exceptions import ValidationError as Invalid
from django.db import DataError
from django.http import Http404, HttpRequest, JsonResponse
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled
from ninja.errors import ValidationError as WrongParameters

from fazhi.faces.look import faults
from fazhi.kernel import registry
from fazhi.kernel.calendar import UnknownYear
from fazhi.kernel.documents import Missing, NotDrawn
from fazhi.kernel.documents.attaching import Lost
from fazhi.kernel.flow.refusals import NotAllowed, Stale
from fazhi.kernel.indicators.windows import UnknownWindow
from fazhi.kernel.law import BadCitation, Unresolved, cite

logger = logging.getLogger(__name__)

KINDS = {
    "malformed": (400, "请求读不懂"),
    "unidentified": (401, "没有登录，或者令牌无效"),
    "forged": (403, "不能确认请求来自本系统的页面"),
    "refused": (403, "现在不能办理"),
    "missing": (404, "没有这一项，或者不在您的范围内"),
    "method": (405, "这个地址不接受这种请求"),
    "stale": (409, "别人已经办理"),
    "key-reused": (409, "提交键已用于另一个请求"),
    "unready": (409, "还缺内容"),
    "too-large": (413, "请求太大"),
    "media-type": (415, "不是所要的格式"),
    "invalid": (422, "内容有误"),
    "unconditional": (428, "没有说明依据哪一版修改"),
    "too-many": (429, "请求太频繁"),
    "failed": (500, "系统出错"),
    "unavailable": (503, "现在办不到"),
    "full": (507, "存储空间已满"),
}
# What pydantic says of a parameter, in words; anything else is 格式不对.
PARAMETERS = {
    "missing": "必须填写",
    "date_from_datetime_parsing": "应为日期，例如 2024-09-03",
    "date_parsing": "应为日期，例如 2024-09-03",
    "int_parsing": "应为整数",
    "int_from_float": "应为整数",
    "greater_than_equal": "太小",
    "less_than_equal": "太大",
    "string_too_long": "太长",
    "literal_error": "不是可选的值",
}


class Problem(Exception):
    """A refusal of a kind, with its sentence and whatever else helps."""

    def __init__(self, kind: str, detail: str = "", headers: dict[str, str] | None = None, **more: Any) -> None:
        super().__init__(detail)
        self.kind, self.detail, self.headers, self.more = kind, detail, headers or {}, more

    def answer(self) -> JsonResponse:
        status, title = KINDS[self.kind]
        told = {"type": f"/api/docs/#{self.kind}", "title": title, "status": status, "detail": self.detail or title, **self.more}
        response = JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})
        response["Content-Type"] = "application/problem+json"
        for name, value in self.headers.items():
            response[name] = value
        return response


def of(error: Exception) -> Problem:
    """The problem that an error is to whoever asked."""
    if isinstance(error, Problem):
        return error
    for kinds, made in TOLD:
        if isinstance(error, kinds):
            return made(error)
    logger.exception("unforeseen", exc_info=error)
    if status := faults.status_of(error):
        return Problem("full" if status == faults.FULL else "unavailable", faults.WORDS[status][1], {"Retry-After": "60"})
    return Problem("failed", "系统出错，已记入日志；请稍后再试，或者联系系统管理员")


def refused(error: NotAllowed) -> Problem:
    more = {"law": citation(error.law)} if error.law else {}
    return Problem("refused", error.sentence, **more, **({"mends": error.mends} if error.mends else {}))


def citation(text: Any) -> dict[str, str]:
    """An article as text and as an address; a local setting has no address."""
    try:
        return {"text": str(text), "url": cite(str(text)).url}
    except BadCitation:
        return {"text": str(text), "url": ""}


def invalid(error: Invalid) -> Problem:
    """Every field with its sentences; `detail` says the first."""
    found = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    errors = {"" if name == NON_FIELD_ERRORS else name: list(messages) for name, messages in found.items()}
    return Problem("invalid", next(iter(errors.values()))[0], errors=errors)


def wrong_parameters(error: WrongParameters) -> Problem:
    errors = {str(each["loc"][-1]): [PARAMETERS.get(each["type"], "格式不对")] for each in error.errors}
    return Problem("invalid", "；".join(f"{name}：{said[0]}" for name, said in errors.items()), errors=errors)


def too_many(error: Throttled) -> Problem:
    wait = str(int(error.wait or 60))
    return Problem("too-many", f"请求太频繁，请 {wait} 秒后再试", {"Retry-After": wait})


TOLD: tuple[tuple[Any, Any], ...] = (
    (NotAllowed, refused),
    (Stale, lambda error: Problem("stale", str(error), version=error.since)),
    (Invalid, invalid),
    (WrongParameters, wrong_parameters),
    ((Http404, registry.Unknown), lambda error: Problem("missing")),
    (Unresolved, lambda error: Problem("missing", str(error))),
    ((UnknownWindow, UnknownYear, BadCitation), lambda error: Problem("invalid", str(error))),
    ((DataError, OverflowError), lambda error: Problem("invalid", "有一个数字、日期或者文字超出了能保存的范围")),
    (Missing, lambda error: Problem("unready", str(error), missing=list(error.labels))),
    ((NotDrawn, Lost), lambda error: Problem("unavailable", str(error))),
    (Throttled, too_many),
    (AuthenticationError, lambda error: Problem("unidentified", headers={"WWW-Authenticate": 'Bearer realm="fazhi"'})),
    (HttpError, lambda error: Problem("forged" if error.status_code == 403 else "malformed")),
    (RequestDataTooBig, lambda error: Problem("too-large")),
    ((MultiPartParserError, BadRequest, SuspiciousOperation), lambda error: Problem("malformed")),
)


def hear(api: NinjaAPI) -> None:
    """Let the API answer every error in this form."""
    for kind in (Exception, Http404, HttpError, WrongParameters):
        api.add_exception_handler(kind, answered)


def answered(request: HttpRequest, error: Exception) -> JsonResponse:
    return of(error).answer()
