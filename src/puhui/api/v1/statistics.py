"""The city's lending in numbers, for those who watch over the city."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Response

from puhui.api.authentication import Desk, at_desk
from puhui.desks.views import StatisticsTable

router = APIRouter(prefix="/statistics", tags=["statistics"])

By = Literal["month", "county", "industry", "segment", "lender", "campaign"]


@router.get("")
def read_statistics(desk: Annotated[Desk, Depends(at_desk("read_statistics"))], by: By = "month") -> StatisticsTable:
    """Scores, needs, applications, decisions and draws by month, county, industry, segment, lender or campaign."""
    return desk.node.statistics_desk().table(by, desk.language)


@router.get(
    "/file", response_class=Response, responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}
)
def export_statistics(desk: Annotated[Desk, Depends(at_desk("export_statistics"))], by: By = "month") -> Response:
    """The same table as CSV."""
    text = desk.node.statistics_desk().csv(by, desk.language)
    named = {"Content-Disposition": f'attachment; filename="puhui-{by}.csv"'}
    return Response(text, media_type="text/csv; charset=utf-8", headers=named)
