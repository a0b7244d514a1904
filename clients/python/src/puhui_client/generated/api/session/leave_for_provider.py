from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.departure_request import DepartureRequest
from ...models.departure_view import DepartureView
from ...models.error_view import ErrorView
from ...types import Response


def _get_kwargs(
    name: str,
    *,
    body: DepartureRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/v1/session/providers/{name}".format(
            name=quote(str(name), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> DepartureView | ErrorView | None:
    if response.status_code == 201:
        response_201 = DepartureView.from_dict(response.json())

        return response_201

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
) -> Response[DepartureView | ErrorView]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    name: str,
    *,
    client: AuthenticatedClient | Client,
    body: DepartureRequest,
) -> Response[DepartureView | ErrorView]:
    """Leave For Provider

     Where to go to sign in, or to take up an invitation, by that provider; sets a cookie that the way
    back needs.

    Args:
        name (str):
        body (DepartureRequest): What somebody who is not signed in leaves for: to sign in, or to
            take up an invitation without a password.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DepartureView | ErrorView]
    """

    kwargs = _get_kwargs(
        name=name,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    name: str,
    *,
    client: AuthenticatedClient | Client,
    body: DepartureRequest,
) -> DepartureView | ErrorView | None:
    """Leave For Provider

     Where to go to sign in, or to take up an invitation, by that provider; sets a cookie that the way
    back needs.

    Args:
        name (str):
        body (DepartureRequest): What somebody who is not signed in leaves for: to sign in, or to
            take up an invitation without a password.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DepartureView | ErrorView
    """

    return sync_detailed(
        name=name,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    name: str,
    *,
    client: AuthenticatedClient | Client,
    body: DepartureRequest,
) -> Response[DepartureView | ErrorView]:
    """Leave For Provider

     Where to go to sign in, or to take up an invitation, by that provider; sets a cookie that the way
    back needs.

    Args:
        name (str):
        body (DepartureRequest): What somebody who is not signed in leaves for: to sign in, or to
            take up an invitation without a password.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DepartureView | ErrorView]
    """

    kwargs = _get_kwargs(
        name=name,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    name: str,
    *,
    client: AuthenticatedClient | Client,
    body: DepartureRequest,
) -> DepartureView | ErrorView | None:
    """Leave For Provider

     Where to go to sign in, or to take up an invitation, by that provider; sets a cookie that the way
    back needs.

    Args:
        name (str):
        body (DepartureRequest): What somebody who is not signed in leaves for: to sign in, or to
            take up an invitation without a password.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DepartureView | ErrorView
    """

    return (
        await asyncio_detailed(
            name=name,
            client=client,
            body=body,
        )
    ).parsed
