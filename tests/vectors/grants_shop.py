"""A custodian with real Parquet files, its ledger with witnesses, and a bank that asks over a wire of bytes."""

from datetime import date, timedelta
from types import SimpleNamespace

import polars as pl

from puhui.consent import challenge, draft_bundle, purpose
from puhui.consent.model import Recipient
from puhui.exchange import Custodian, Question, answer_map, ask, datasets_of, publish_catalogue
from puhui.exchange.connectors import Warehouse, connectors_of, kept_views_of
from puhui.kernel import Text, decode, encode
from puhui.kernel.ids import OrgId
from tests.vectors.grants_bench import SUITE, signer_of
from tests.vectors.grants_house import SALT, SUBJECT, USCC, House

TAX = OrgId("tax-bureau")
OTHER = "91130200MA0A1B2C36"


END_OF_DATA = date(2026, 2, 28)


class Shop:
    """The whole exchange of one custodian, in one process."""

    def __init__(self, folder):
        self.house = House(folder, witnessed=True).found()
        self.data = folder / "data"
        self.data.mkdir()
        write_tax(self.data)
        self.datasets = datasets_of("tax")
        self.publish()
        self.warehouse = Warehouse(self.data, self.house.clock)
        self.views = kept_views_of(self.warehouse, self.datasets, self.house.clock)
        self.connectors = connectors_of(self.warehouse, self.views, self.datasets, TAX)
        self.custodian = Custodian(self.house.desk, self.connectors, suite=SUITE)
        self.asker = OrgId("bank-a")
        self.bend = lambda answer: answer

    def publish(self):
        return publish_catalogue(
            self.house.ledger,
            self.datasets,
            signer=signer_of(TAX),
            org=TAX,
            clock=self.house.clock,
            entropy=self.house.entropy,
        )

    def grant(self, *fields, slug=0, subject=SUBJECT):
        drafts = draft_bundle(
            [self.datasets[slug].offer(TAX, Text(zh="市税务局", en="Tax bureau"), fields)],
            subject=subject,
            recipient=Recipient(OrgId("bank-a"), Text(zh="甲银行", en="Bank A"), "95500"),
            purpose=purpose("application"),
            suite=SUITE,
            clock=self.house.clock,
            entropy=self.house.entropy,
        )
        (opened,) = self.house.relay.open_grants(drafts, self.house.sign(challenge(drafts, SUITE)))
        return opened.terms

    def ask(self, org, path, value):
        """The wire: canonical bytes both ways, as between nodes. `bend` is a custodian or a network that lies."""
        assert (org, path) == (TAX, "/indicators")
        question = Question.parse(decode(encode(value)))
        return self.bend(decode(encode(answer_map(self.custodian.serve(question, self.asker)))))

    def question(self, terms, request=None, **changed):
        fields = {
            "peers": self,
            "terms": terms,
            "request": request or self.house.request(),
            "uscc": USCC,
            "salt": SALT,
            "receipt_of": self.house.ledger.receipt,
            "trust": self.house.trust,
        }
        return SimpleNamespace(**fields | changed)

    def put(self, question):
        return ask(**vars(question))


def write_tax(folder):
    """Sixteen months of one invoice a month for one enterprise, and its filings."""
    months = [date(2024 + (10 + at) // 12, (10 + at) % 12 + 1, 1) for at in range(16)]
    invoices = pl.DataFrame(
        [
            {
                "uscc": USCC,
                "invoice_no": f"{month:%Y%m}",
                "issued_on": month + timedelta(days=9),
                "counterparty": "buyer",
                "amount_fen": 100_000,
                "tax_fen": 3_000,
                "status": "valid",
            }
            for month in months
        ]
    )
    declarations = [
        {
            "uscc": USCC,
            "tax_type": "vat",
            "period": month,
            "period_months": 1,
            "sales_fen": 100_000,
            "payable_fen": 3_000,
            "paid_fen": 3_000,
            "arrears_fen": 0,
            "due_on": month + timedelta(days=45),
            "filed_on": month + timedelta(days=40),
        }
        for month in months
    ]
    ratings = [{"uscc": USCC, "year": 2024, "rating": "B", "points": 80, "published_on": date(2025, 4, 20)}]
    taxpayers = pl.DataFrame([{"uscc": USCC, "status": "normal"}]).with_columns(
        pl.lit(None, dtype=pl.Date).alias("abnormal_since")
    )
    invoices.write_parquet(folder / "sales.parquet")
    invoices.clear().write_parquet(folder / "purchases.parquet")
    pl.DataFrame(declarations).write_parquet(folder / "declarations.parquet")
    pl.DataFrame(ratings).write_parquet(folder / "ratings.parquet")
    taxpayers.write_parquet(folder / "taxpayers.parquet")
