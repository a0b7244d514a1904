"""Errors at the edge. The one place that knows which fact is which HTTP status (RFC 9110, 6585).

404 is for what you may not know exists, 403 for what you may. A text is in the reader's language: `Accept-Language`
decides between zh-CN (default) and English. Another node has no language: it is told both, and tells its own reader.
What we did not foresee is a 500 that tells nothing of the inside.
"""

import re
from http import HTTPStatus

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from puhui.kernel import Category, Language, PuhuiError, Text

_log = structlog.get_logger("puhui.api")

PEERS = "/peer/"
_RETRY_AFTER_S = 2
_STATUS = {
    Category.INVALID: HTTPStatus.BAD_REQUEST,
    Category.UNAUTHENTICATED: HTTPStatus.UNAUTHORIZED,
    Category.FORBIDDEN: HTTPStatus.FORBIDDEN,
    Category.NOT_FOUND: HTTPStatus.NOT_FOUND,
    Category.CONFLICT: HTTPStatus.CONFLICT,
    Category.EXHAUSTED: HTTPStatus.GONE,  # a spent grant stays spent; one that refills says so by `retriable`
    Category.UNAVAILABLE: HTTPStatus.SERVICE_UNAVAILABLE,
    Category.INTEGRITY: HTTPStatus.INTERNAL_SERVER_ERROR,
    Category.INTERNAL: HTTPStatus.INTERNAL_SERVER_ERROR,
}
_PREFERENCE = re.compile(r"\s*([A-Za-z*-]+)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?))?\s*")


class MalformedRequest(PuhuiError):
    """The request does not have the shape that the endpoint describes."""

    category = Category.INVALID
    cause = Text(zh="请求格式有误：{where}", en="the request is malformed: {where}")
    remedy = Text(zh="请按接口说明修改后重试", en="mend it after the API description")


class RequestTooLarge(PuhuiError):
    """The request carries more than its address takes."""

    category = Category.INVALID
    cause = Text(zh="提交的内容超过 {limit} 字节", en="the request carries more than {limit} bytes")
    remedy = Text(zh="请减少内容或分批提交", en="send less, or send it in parts")


class NoSuchAddress(PuhuiError):
    """Nothing is served under this path, or not with this method."""

    category = Category.NOT_FOUND
    cause = Text(zh="没有此接口：{method} {path}", en="nothing here answers {method} {path}")
    remedy = Text(zh="请核对地址与方法", en="check the path and the method")


class PagesNotBuilt(PuhuiError):
    """The pages that the package ships are built from `web/`, and nobody has."""

    category = Category.NOT_FOUND
    cause = Text(zh="页面尚未构建", en="the pages are not built")
    remedy = Text(
        zh="请在代码目录执行 make portal；安装包中自带页面", en="run `make portal`; an installed package has them"
    )


class Unforeseen(PuhuiError):
    """Our fault."""

    category = Category.INTERNAL


def language_of(request: Request) -> Language:
    """The reader's language: the better liked of zh and en in `Accept-Language`, zh-CN when neither is named.

    Ties go to the earlier one; malformed parts are passed over.
    """
    best, liking = Language.ZH_CN, 0.0
    for part in request.headers.get("accept-language", "").split(",")[:20]:
        found = _PREFERENCE.fullmatch(part)
        if found is None:
            continue
        tag, weight = found[1].lower(), float(found[2] or 1)
        known = {"zh": Language.ZH_CN, "en": Language.EN}.get(tag.partition("-")[0])
        if known is not None and weight > liking:
            best, liking = known, weight
    return best


def _reader(request: Request) -> Language | None:
    return None if request.url.path.startswith(PEERS) else language_of(request)


def status_of(error: PuhuiError) -> HTTPStatus:
    """The HTTP status of an error."""
    if isinstance(error, RequestTooLarge):
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    if error.category is Category.EXHAUSTED and error.retriable:
        return HTTPStatus.TOO_MANY_REQUESTS
    return _STATUS[error.category]


def answer_for(error: PuhuiError, language: Language | None) -> JSONResponse:
    """The JSON answer that tells `error`."""
    headers = {"Retry-After": str(_RETRY_AFTER_S)} if error.retriable else {}
    return JSONResponse({"error": error.as_dict(language)}, status_code=status_of(error), headers=headers)


def tell_errors(app: FastAPI) -> None:
    """Make every failure of `app` answer in the one shape of errors."""

    @app.exception_handler(PuhuiError)
    async def _domain(request: Request, error: PuhuiError) -> JSONResponse:
        if status_of(error) == HTTPStatus.INTERNAL_SERVER_ERROR:
            _log.error("failed", path=request.url.path, code=error.code, cause=error.cause_text.en)
        return answer_for(error, _reader(request))

    @app.exception_handler(RequestValidationError)
    async def _malformed(request: Request, error: RequestValidationError) -> JSONResponse:
        problems = [
            {"where": ".".join(str(step) for step in problem["loc"]), "what": problem["msg"]}
            for problem in error.errors()[:20]
        ]
        where = "; ".join(f"{problem['where']}: {problem['what']}" for problem in problems[:3])
        body = MalformedRequest(where=where, stage="api").as_dict(_reader(request))
        return JSONResponse({"error": {**body, "details": problems}}, status_code=HTTPStatus.UNPROCESSABLE_ENTITY)

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> JSONResponse:
        if error.status_code in (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED):
            fact: PuhuiError = NoSuchAddress(method=request.method, path=request.url.path, stage="api")
        else:
            fact = MalformedRequest(where=str(error.detail), stage="api")
        body = fact.as_dict(_reader(request))
        return JSONResponse({"error": body}, status_code=error.status_code, headers=dict(error.headers or {}))

    @app.exception_handler(Exception)
    async def _unforeseen(request: Request, error: Exception) -> JSONResponse:
        _log.error("unforeseen", path=request.url.path, exc_info=error)
        return answer_for(Unforeseen(stage="api"), _reader(request))
