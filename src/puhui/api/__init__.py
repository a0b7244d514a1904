"""The web edge of a node: FastAPI, and nothing that decides.

The room promises that every endpoint is named in the published description (`openapi/puhui.v1.json`), is refused unless
a Cedar policy allows its action, and answers every failure in one shape and the reader's language.

>>> from puhui.api.openapi import describe
>>> describe()["info"]["title"]
'Puhui 普惠'
"""

from puhui.api.app import create_app, routes

__all__ = ["create_app", "routes"]
