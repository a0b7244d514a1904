"""The city's organisations: who they are, which of them order and cosign the ledger, which keep data.

Seven consensus nodes: any two may be down, or lie, and receipts still come and still hold (quorum 5 of 7).
"""

from dataclasses import dataclass

from puhui.assembly.sandbox import ORIGIN_PREFIX
from puhui.kernel import Text
from puhui.support import Institution as GuaranteeInstitution

NAME_ZH, NAME_EN = "明澄市", "Mingcheng"
ORIGIN = "puhui.example/mingcheng"
SANDBOX_ORIGIN = f"{ORIGIN_PREFIX}mingcheng"
BASE_PORT = 8100
OPERATOR, REGISTRY, DATA_BUREAU = "platform", "registry", "data-bureau"
GUARANTOR = GuaranteeInstitution(
    name=Text(zh=f"{NAME_ZH}融资担保有限公司", en=f"{NAME_EN} Financing Guarantee"),
    net_assets_fen=30_000_000_000,
    serves_small=True,
    as_of="2026-06-30",
)
"""The city's guarantee institution. It has no node of its own: its people sit at the regulator's."""


@dataclass(frozen=True, slots=True)
class Staff:
    """A demo account: its login, its role, and what the person is called."""

    login: str
    role: str
    name: str


@dataclass(frozen=True, slots=True)
class Institution:
    """One organisation of the city and its node."""

    org: str
    role: str
    name_zh: str
    name_en: str
    consensus: bool
    custodian: bool
    staff: tuple[Staff, ...]

    @property
    def contact(self) -> str:
        """Where people ask about their information; a simulated city has no real address, so it names none."""
        return f"personal-information@{self.org}.mingcheng.example"


def _bank(org: str, name_zh: str, name_en: str, *, consensus: bool = True) -> Institution:
    return Institution(
        org,
        "bank",
        name_zh,
        name_en,
        consensus=consensus,
        custodian=True,
        staff=(
            Staff("officer", "officer", "客户经理"),
            Staff("approver", "approver", "审批人"),
            Staff("approver2", "approver", "审批人（复议）"),
            Staff("steward", "steward", "数据管理员"),
            Staff("validator", "validator", "模型验证员"),
            Staff("auditor", "auditor", "内审员"),
            Staff("administrator", "administrator", "系统管理员"),
            Staff("administrator2", "administrator", "系统管理员（复核）"),
        ),
    )


INSTITUTIONS = (
    Institution(
        OPERATOR,
        "operator",
        f"{NAME_ZH}普惠金融服务平台",
        f"{NAME_EN} Inclusive Finance Platform",
        consensus=True,
        custodian=True,  # of what happens on the platform itself, and of the articles that it reads
        staff=(Staff("administrator", "administrator", "平台管理员"),),
    ),
    Institution(
        REGISTRY,
        "registry",
        f"{NAME_ZH}市场监督管理局",
        f"{NAME_EN} Market Regulation Bureau",
        consensus=True,
        custodian=True,
        staff=(Staff("registrar", "registrar", "登记员"),),
    ),
    Institution(
        "tax",
        "tax",
        f"国家税务总局{NAME_ZH}税务局",
        f"{NAME_EN} Tax Bureau",
        consensus=True,
        custodian=True,
        staff=(Staff("steward", "steward", "数据管理员"),),
    ),
    Institution(
        "social",
        "social",
        f"{NAME_ZH}社会保险事业中心",
        f"{NAME_EN} Social Insurance Centre",
        consensus=False,
        custodian=True,
        staff=(Staff("steward", "steward", "数据管理员"),),
    ),
    Institution(
        "power",
        "power",
        f"{NAME_ZH}供电公司",
        f"{NAME_EN} Power Company",
        consensus=False,
        custodian=True,
        staff=(Staff("steward", "steward", "数据管理员"),),
    ),
    Institution(
        "court",
        "court",
        f"{NAME_ZH}中级人民法院",
        f"{NAME_EN} Intermediate Court",
        consensus=True,
        custodian=True,
        staff=(Staff("steward", "steward", "数据管理员"),),
    ),
    _bank("bank-a", "明澄农村商业银行", "Mingcheng Rural Commercial Bank"),
    _bank("bank-b", "青湖银行", "Qinghu Bank"),
    Institution(
        "pbc",
        "regulator",
        f"中国人民银行{NAME_ZH}分行",
        f"Central Bank, {NAME_EN} Branch",
        consensus=True,
        custodian=True,
        staff=(
            Staff("auditor", "auditor", "监管检查员"),
            Staff("officer", "officer", "扶持专员"),
            Staff("approver", "approver", "扶持复核人"),
        ),
    ),
    _bank("bank-c", "兴农村镇银行", "Xingnong Village Bank", consensus=False),
    Institution(
        DATA_BUREAU,
        "data_bureau",
        f"{NAME_ZH}数据局",
        f"{NAME_EN} Data Bureau",
        consensus=False,
        custodian=True,
        staff=(Staff("steward", "steward", "数据管理员"),),
    ),
)
