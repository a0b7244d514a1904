"""A custodian's data by its settings: files of its folder, or its own PostgreSQL."""

from puhui.assembly.settings import PostgresSource, Settings
from puhui.exchange.connectors import (
    Holdings,
    ParquetRegister,
    PostgresPlace,
    PostgresRegister,
    PostgresWarehouse,
    Warehouse,
)
from puhui.kernel import Clock


def holdings_of(settings: Settings, clock: Clock) -> Holdings:
    """What the node reads its datasets and lists from."""
    if isinstance(settings.source, PostgresSource):
        return PostgresWarehouse(place_of(settings.source), clock)
    return Warehouse(settings.data, clock, ages=settings.source.ages)


def register_of(settings: Settings) -> ParquetRegister | PostgresRegister:
    """What a registry's node looks enterprises up in."""
    if isinstance(settings.source, PostgresSource):
        return PostgresRegister(place_of(settings.source))
    return ParquetRegister(settings.data)


def place_of(source: PostgresSource) -> PostgresPlace:
    """The settings as the connector takes them."""
    return PostgresPlace(
        service=source.service,
        host=source.host,
        port=source.port,
        dbname=source.dbname,
        user=source.user,
        schema=source.schema_name,
        timeout_s=source.timeout_s,
    )
