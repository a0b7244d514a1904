from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.error_view import ErrorView
from ...models.list_warnings_level_type_0 import (
    ListWarningsLevelType0,
)
from ...models.list_warnings_state import ListWarningsState
from ...models.warning_list import WarningList
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    state: ListWarningsState | Unset = "live",
    level: ListWarningsLevelType0 | None | Unset = UNSET,
    rule: None | str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_state: str | Unset = UNSET
    if not isinstance(state, Unset):
        json_state = state

    params["state"] = json_state

    json_level: None | str | Unset
    if isinstance(level, Unset):
        json_level = UNSET
    elif isinstance(level, str):
        json_level = level
    else:
        json_level = level
    params["level"] = json_level

    json_rule: None | str | Unset
    if isinstance(rule, Unset):
        json_rule = UNSET
    else:
        json_rule = rule
    params["rule"] = json_rule

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/warnings",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ErrorView | WarningList | None:
    if response.status_code == 200:
        response_200 = WarningList.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = ErrorView.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = ErrorView.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = ErrorView.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = ErrorView.from_dict(response.json())

        return response_404

    if response.status_code == 409:
        response_409 = ErrorView.from_dict(response.json())

        return response_409

    if response.status_code == 410:
        response_410 = ErrorView.from_dict(response.json())

        return response_410

    if response.status_code == 422:
        response_422 = ErrorView.from_dict(response.json())

        return response_422

    if response.status_code == 429:
        response_429 = ErrorView.from_dict(response.json())

        return response_429

    if response.status_code == 503:
        response_503 = ErrorView.from_dict(response.json())

        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ErrorView | WarningList]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    state: ListWarningsState | Unset = "live",
    level: ListWarningsLevelType0 | None | Unset = UNSET,
    rule: None | str | Unset = UNSET,
) -> Response[ErrorView | WarningList]:
    """List Warnings

     Tasks, those due first first, and how often each rule was right.

    Args:
        state (ListWarningsState | Unset):  Default: 'live'.
        level (ListWarningsLevelType0 | None | Unset):
        rule (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ErrorView | WarningList]
    """

    kwargs = _get_kwargs(
        state=state,
        level=level,
        rule=rule,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    state: ListWarningsState | Unset = "live",
    level: ListWarningsLevelType0 | None | Unset = UNSET,
    rule: None | str | Unset = UNSET,
) -> ErrorView | WarningList | None:
    """List Warnings

     Tasks, those due first first, and how often each rule was right.

    Args:
        state (ListWarningsState | Unset):  Default: 'live'.
        level (ListWarningsLevelType0 | None | Unset):
        rule (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ErrorView | WarningList
    """

    return sync_detailed(
        client=client,
        state=state,
        level=level,
        rule=rule,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    state: ListWarningsState | Unset = "live",
    level: ListWarningsLevelType0 | None | Unset = UNSET,
    rule: None | str | Unset = UNSET,
) -> Response[ErrorView | WarningList]:
    """List Warnings

     Tasks, those due first first, and how often each rule was right.

    Args:
        state (ListWarningsState | Unset):  Default: 'live'.
        level (ListWarningsLevelType0 | None | Unset):
        rule (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ErrorView | WarningList]
    """

    kwargs = _get_kwargs(
        state=state,
        level=level,
        rule=rule,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    state: ListWarningsState | Unset = "live",
    level: ListWarningsLevelType0 | None | Unset = UNSET,
    rule: None | str | Unset = UNSET,
) -> ErrorView | WarningList | None:
    """List Warnings

     Tasks, those due first first, and how often each rule was right.

    Args:
        state (ListWarningsState | Unset):  Default: 'live'.
        level (ListWarningsLevelType0 | None | Unset):
        rule (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ErrorView | WarningList
    """

    return (
        await asyncio_detailed(
            client=client,
            state=state,
            level=level,
            rule=rule,
        )
    ).parsed
