"""Ways into custodians' data. `puhui.assembly` alone names them."""

from puhui.exchange.connectors.datasets import VIEWS, connectors_of, kept_views_of
from puhui.exchange.connectors.holdings import Holdings, WarehouseConnector
from puhui.exchange.connectors.identity import IdentityConnector
from puhui.exchange.connectors.kept import KeptView, View, ViewConnector
from puhui.exchange.connectors.lists import ListConnector, list_connectors_of
from puhui.exchange.connectors.postgresql import PostgresPlace, PostgresRegister, PostgresWarehouse
from puhui.exchange.connectors.register import ParquetRegister
from puhui.exchange.connectors.warehouse import Warehouse

__all__ = [
    "VIEWS",
    "Holdings",
    "IdentityConnector",
    "KeptView",
    "ListConnector",
    "ParquetRegister",
    "PostgresPlace",
    "PostgresRegister",
    "PostgresWarehouse",
    "View",
    "ViewConnector",
    "Warehouse",
    "WarehouseConnector",
    "connectors_of",
    "kept_views_of",
    "list_connectors_of",
]
