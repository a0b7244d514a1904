from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.client_view import ClientView
    from ..models.pool_view import PoolView


T = TypeVar("T", bound="BookView")


@_attrs_define
class BookView:
    """A guarantor's book: capital, leverage, concentration, breakers.

    Attributes:
        as_of (str):
        clients (list[ClientView]):
        compensation_stop (str): yearly rate as a decimal string
        leverage (str): yearly rate as a decimal string
        leverage_max (str): yearly rate as a decimal string
        liability_fen (int): integer fen (0.01 yuan)
        name (str):
        net_assets_fen (int): integer fen (0.01 yuan)
        one_client_max_fen (int): integer fen (0.01 yuan)
        pools (list[PoolView]):
        related_max_fen (int): integer fen (0.01 yuan)
    """

    as_of: str
    clients: list[ClientView]
    compensation_stop: str
    leverage: str
    leverage_max: str
    liability_fen: int
    name: str
    net_assets_fen: int
    one_client_max_fen: int
    pools: list[PoolView]
    related_max_fen: int

    def to_dict(self) -> dict[str, Any]:
        as_of = self.as_of

        clients = []
        for clients_item_data in self.clients:
            clients_item = clients_item_data.to_dict()
            clients.append(clients_item)

        compensation_stop = self.compensation_stop

        leverage = self.leverage

        leverage_max = self.leverage_max

        liability_fen = self.liability_fen

        name = self.name

        net_assets_fen = self.net_assets_fen

        one_client_max_fen = self.one_client_max_fen

        pools = []
        for pools_item_data in self.pools:
            pools_item = pools_item_data.to_dict()
            pools.append(pools_item)

        related_max_fen = self.related_max_fen

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "as_of": as_of,
                "clients": clients,
                "compensation_stop": compensation_stop,
                "leverage": leverage,
                "leverage_max": leverage_max,
                "liability_fen": liability_fen,
                "name": name,
                "net_assets_fen": net_assets_fen,
                "one_client_max_fen": one_client_max_fen,
                "pools": pools,
                "related_max_fen": related_max_fen,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.client_view import ClientView
        from ..models.pool_view import PoolView

        d = dict(src_dict)
        as_of = d.pop("as_of")

        clients = []
        _clients = d.pop("clients")
        for clients_item_data in _clients:
            clients_item = ClientView.from_dict(clients_item_data)

            clients.append(clients_item)

        compensation_stop = d.pop("compensation_stop")

        leverage = d.pop("leverage")

        leverage_max = d.pop("leverage_max")

        liability_fen = d.pop("liability_fen")

        name = d.pop("name")

        net_assets_fen = d.pop("net_assets_fen")

        one_client_max_fen = d.pop("one_client_max_fen")

        pools = []
        _pools = d.pop("pools")
        for pools_item_data in _pools:
            pools_item = PoolView.from_dict(pools_item_data)

            pools.append(pools_item)

        related_max_fen = d.pop("related_max_fen")

        book_view = cls(
            as_of=as_of,
            clients=clients,
            compensation_stop=compensation_stop,
            leverage=leverage,
            leverage_max=leverage_max,
            liability_fen=liability_fen,
            name=name,
            net_assets_fen=net_assets_fen,
            one_client_max_fen=one_client_max_fen,
            pools=pools,
            related_max_fen=related_max_fen,
        )

        return book_view
