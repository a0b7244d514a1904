"""Ways into custodians' data. `puhui.assembly` alone names them."""

from puhui.exchange.connectors.datasets import connectors_of
from puhui.exchange.connectors.graph import GraphConnector, view_of
from puhui.exchange.connectors.holdings import Holdings, WarehouseConnector
from puhui.exchange.connectors.lists import ListConnector, list_connectors_of
from puhui.exchange.connectors.postgresql import PostgresPlace, PostgresRegister, PostgresWarehouse
from puhui.exchange.connectors.register import ParquetRegister
from puhui.exchange.connectors.warehouse import Warehouse

__all__ = [
    "GraphConnector",
    "Holdings",
    "ListConnector",
    "ParquetRegister",
    "PostgresPlace",
    "PostgresRegister",
    "PostgresWarehouse",
    "Warehouse",
    "WarehouseConnector",
    "connectors_of",
    "list_connectors_of",
    "view_of",
]
