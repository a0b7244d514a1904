from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.error_view import ErrorView
from ...models.listing_request import ListingRequest
from ...models.listing_view import ListingView
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    body: ListingRequest,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/v1/white-lists",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ErrorView | ListingView | None:
    if response.status_code == 201:
        response_201 = ListingView.from_dict(response.json())

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
) -> Response[ErrorView | ListingView]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: ListingRequest,
    idempotency_key: str | Unset = UNSET,
) -> Response[ErrorView | ListingView]:
    """Propose Listing

     Propose an enterprise for a list, with reason, source and end.

    Args:
        idempotency_key (str | Unset):
        body (ListingRequest): A name for a white list that has criteria; `objection` is the
            upheld one that it follows.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ErrorView | ListingView]
    """

    kwargs = _get_kwargs(
        body=body,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: ListingRequest,
    idempotency_key: str | Unset = UNSET,
) -> ErrorView | ListingView | None:
    """Propose Listing

     Propose an enterprise for a list, with reason, source and end.

    Args:
        idempotency_key (str | Unset):
        body (ListingRequest): A name for a white list that has criteria; `objection` is the
            upheld one that it follows.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ErrorView | ListingView
    """

    return sync_detailed(
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: ListingRequest,
    idempotency_key: str | Unset = UNSET,
) -> Response[ErrorView | ListingView]:
    """Propose Listing

     Propose an enterprise for a list, with reason, source and end.

    Args:
        idempotency_key (str | Unset):
        body (ListingRequest): A name for a white list that has criteria; `objection` is the
            upheld one that it follows.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ErrorView | ListingView]
    """

    kwargs = _get_kwargs(
        body=body,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: ListingRequest,
    idempotency_key: str | Unset = UNSET,
) -> ErrorView | ListingView | None:
    """Propose Listing

     Propose an enterprise for a list, with reason, source and end.

    Args:
        idempotency_key (str | Unset):
        body (ListingRequest): A name for a white list that has criteria; `objection` is the
            upheld one that it follows.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ErrorView | ListingView
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            idempotency_key=idempotency_key,
        )
    ).parsed
