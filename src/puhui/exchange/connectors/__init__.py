"""Ways into custodians' data. `puhui.assembly` alone names them."""

from puhui.exchange.connectors.lists import ListConnector, list_connectors_of
from puhui.exchange.connectors.register import ParquetRegister
from puhui.exchange.connectors.warehouse import Warehouse, WarehouseConnector, connectors_of

__all__ = [
    "ListConnector",
    "ParquetRegister",
    "Warehouse",
    "WarehouseConnector",
    "connectors_of",
    "list_connectors_of",
]
