import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.count_export_table import CountExportTable
from ...models.error_view import ErrorView
from ...models.export_count import ExportCount
from ...types import UNSET, Response, Unset


def _get_kwargs(
    table: CountExportTable,
    *,
    since: datetime.date | None | Unset = UNSET,
    until: datetime.date | None | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_since: None | str | Unset
    if isinstance(since, Unset):
        json_since = UNSET
    elif isinstance(since, datetime.date):
        json_since = since.isoformat()
    else:
        json_since = since
    params["since"] = json_since

    json_until: None | str | Unset
    if isinstance(until, Unset):
        json_until = UNSET
    elif isinstance(until, datetime.date):
        json_until = until.isoformat()
    else:
        json_until = until
    params["until"] = json_until

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/exports/{table}/count".format(
            table=quote(str(table), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ErrorView | ExportCount | None:
    if response.status_code == 200:
        response_200 = ExportCount.from_dict(response.json())

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
) -> Response[ErrorView | ExportCount]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    table: CountExportTable,
    *,
    client: AuthenticatedClient | Client,
    since: datetime.date | None | Unset = UNSET,
    until: datetime.date | None | Unset = UNSET,
) -> Response[ErrorView | ExportCount]:
    """Count Export

     How many rows that file would have, before it is made.

    Args:
        table (CountExportTable):
        since (datetime.date | None | Unset):
        until (datetime.date | None | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ErrorView | ExportCount]
    """

    kwargs = _get_kwargs(
        table=table,
        since=since,
        until=until,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    table: CountExportTable,
    *,
    client: AuthenticatedClient | Client,
    since: datetime.date | None | Unset = UNSET,
    until: datetime.date | None | Unset = UNSET,
) -> ErrorView | ExportCount | None:
    """Count Export

     How many rows that file would have, before it is made.

    Args:
        table (CountExportTable):
        since (datetime.date | None | Unset):
        until (datetime.date | None | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ErrorView | ExportCount
    """

    return sync_detailed(
        table=table,
        client=client,
        since=since,
        until=until,
    ).parsed


async def asyncio_detailed(
    table: CountExportTable,
    *,
    client: AuthenticatedClient | Client,
    since: datetime.date | None | Unset = UNSET,
    until: datetime.date | None | Unset = UNSET,
) -> Response[ErrorView | ExportCount]:
    """Count Export

     How many rows that file would have, before it is made.

    Args:
        table (CountExportTable):
        since (datetime.date | None | Unset):
        until (datetime.date | None | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ErrorView | ExportCount]
    """

    kwargs = _get_kwargs(
        table=table,
        since=since,
        until=until,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    table: CountExportTable,
    *,
    client: AuthenticatedClient | Client,
    since: datetime.date | None | Unset = UNSET,
    until: datetime.date | None | Unset = UNSET,
) -> ErrorView | ExportCount | None:
    """Count Export

     How many rows that file would have, before it is made.

    Args:
        table (CountExportTable):
        since (datetime.date | None | Unset):
        until (datetime.date | None | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ErrorView | ExportCount
    """

    return (
        await asyncio_detailed(
            table=table,
            client=client,
            since=since,
            until=until,
        )
    ).parsed
