from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.error_view import ErrorView
from ...types import Response


def _get_kwargs(
    uscc: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "delete",
        "url": "/api/v1/own/customers/{uscc}".format(
            uscc=quote(str(uscc), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | ErrorView | None:
    if response.status_code == 204:
        response_204 = cast(Any, None)
        return response_204

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
) -> Response[Any | ErrorView]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    uscc: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[Any | ErrorView]:
    """Delete Own Customer

     Forget what was brought of one enterprise.

    Args:
        uscc (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | ErrorView]
    """

    kwargs = _get_kwargs(
        uscc=uscc,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    uscc: str,
    *,
    client: AuthenticatedClient | Client,
) -> Any | ErrorView | None:
    """Delete Own Customer

     Forget what was brought of one enterprise.

    Args:
        uscc (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | ErrorView
    """

    return sync_detailed(
        uscc=uscc,
        client=client,
    ).parsed


async def asyncio_detailed(
    uscc: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[Any | ErrorView]:
    """Delete Own Customer

     Forget what was brought of one enterprise.

    Args:
        uscc (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | ErrorView]
    """

    kwargs = _get_kwargs(
        uscc=uscc,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    uscc: str,
    *,
    client: AuthenticatedClient | Client,
) -> Any | ErrorView | None:
    """Delete Own Customer

     Forget what was brought of one enterprise.

    Args:
        uscc (str):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | ErrorView
    """

    return (
        await asyncio_detailed(
            uscc=uscc,
            client=client,
        )
    ).parsed
