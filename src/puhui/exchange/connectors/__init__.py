"""Ways into custodians' data. `puhui.assembly` alone names them."""

from puhui.exchange.connectors.register import ParquetRegister
from puhui.exchange.connectors.warehouse import Warehouse, WarehouseConnector, connectors_of

__all__ = ["ParquetRegister", "Warehouse", "WarehouseConnector", "connectors_of"]
