from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.paper_view import PaperView
    from ..models.register_check import RegisterCheck
    from ..models.shared_thing import SharedThing


T = TypeVar("T", bound="ChecksView")


@_attrs_define
class ChecksView:
    """The checks of an application. `registry` is of what the portal handed over, `counter` of what an officer stated.

    What nobody asked is null or empty, and held against nobody.

        Attributes:
            application (str):
            counter (None | RegisterCheck):
            links (list[SharedThing]):
            papers (list[PaperView]):
            registry (None | RegisterCheck):
    """

    application: str
    counter: None | RegisterCheck
    links: list[SharedThing]
    papers: list[PaperView]
    registry: None | RegisterCheck

    def to_dict(self) -> dict[str, Any]:
        from ..models.register_check import RegisterCheck

        application = self.application

        counter: dict[str, Any] | None
        if isinstance(self.counter, RegisterCheck):
            counter = self.counter.to_dict()
        else:
            counter = self.counter

        links = []
        for links_item_data in self.links:
            links_item = links_item_data.to_dict()
            links.append(links_item)

        papers = []
        for papers_item_data in self.papers:
            papers_item = papers_item_data.to_dict()
            papers.append(papers_item)

        registry: dict[str, Any] | None
        if isinstance(self.registry, RegisterCheck):
            registry = self.registry.to_dict()
        else:
            registry = self.registry

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "application": application,
                "counter": counter,
                "links": links,
                "papers": papers,
                "registry": registry,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.paper_view import PaperView
        from ..models.register_check import RegisterCheck
        from ..models.shared_thing import SharedThing

        d = dict(src_dict)
        application = d.pop("application")

        def _parse_counter(data: object) -> None | RegisterCheck:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                counter_type_0 = RegisterCheck.from_dict(data)

                return counter_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RegisterCheck, data)

        counter = _parse_counter(d.pop("counter"))

        links = []
        _links = d.pop("links")
        for links_item_data in _links:
            links_item = SharedThing.from_dict(links_item_data)

            links.append(links_item)

        papers = []
        _papers = d.pop("papers")
        for papers_item_data in _papers:
            papers_item = PaperView.from_dict(papers_item_data)

            papers.append(papers_item)

        def _parse_registry(data: object) -> None | RegisterCheck:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                registry_type_0 = RegisterCheck.from_dict(data)

                return registry_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RegisterCheck, data)

        registry = _parse_registry(d.pop("registry"))

        checks_view = cls(
            application=application,
            counter=counter,
            links=links,
            papers=papers,
            registry=registry,
        )

        return checks_view
