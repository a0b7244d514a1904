from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.error_view import ErrorView
from ...models.quote_view import QuoteView
from ...types import UNSET, Response, Unset


def _get_kwargs(
    id: str,
    *,
    amount_fen: int | None | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_amount_fen: int | None | Unset
    if isinstance(amount_fen, Unset):
        json_amount_fen = UNSET
    else:
        json_amount_fen = amount_fen
    params["amount_fen"] = json_amount_fen

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/loans/{id}/quote".format(
            id=quote(str(id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ErrorView | QuoteView | None:
    if response.status_code == 200:
        response_200 = QuoteView.from_dict(response.json())

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
) -> Response[ErrorView | QuoteView]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    id: str,
    *,
    client: AuthenticatedClient | Client,
    amount_fen: int | None | Unset = UNSET,
) -> Response[ErrorView | QuoteView]:
    """Quote Loan

     What the loan owes today; with an amount, what its payment would do to the bills.

    Args:
        id (str):
        amount_fen (int | None | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ErrorView | QuoteView]
    """

    kwargs = _get_kwargs(
        id=id,
        amount_fen=amount_fen,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    id: str,
    *,
    client: AuthenticatedClient | Client,
    amount_fen: int | None | Unset = UNSET,
) -> ErrorView | QuoteView | None:
    """Quote Loan

     What the loan owes today; with an amount, what its payment would do to the bills.

    Args:
        id (str):
        amount_fen (int | None | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ErrorView | QuoteView
    """

    return sync_detailed(
        id=id,
        client=client,
        amount_fen=amount_fen,
    ).parsed


async def asyncio_detailed(
    id: str,
    *,
    client: AuthenticatedClient | Client,
    amount_fen: int | None | Unset = UNSET,
) -> Response[ErrorView | QuoteView]:
    """Quote Loan

     What the loan owes today; with an amount, what its payment would do to the bills.

    Args:
        id (str):
        amount_fen (int | None | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ErrorView | QuoteView]
    """

    kwargs = _get_kwargs(
        id=id,
        amount_fen=amount_fen,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    id: str,
    *,
    client: AuthenticatedClient | Client,
    amount_fen: int | None | Unset = UNSET,
) -> ErrorView | QuoteView | None:
    """Quote Loan

     What the loan owes today; with an amount, what its payment would do to the bills.

    Args:
        id (str):
        amount_fen (int | None | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ErrorView | QuoteView
    """

    return (
        await asyncio_detailed(
            id=id,
            client=client,
            amount_fen=amount_fen,
        )
    ).parsed
