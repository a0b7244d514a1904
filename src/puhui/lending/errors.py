"""What can go wrong with an application or a loan, each as a fact."""

from puhui.kernel import Category, PuhuiError, Text


class BadLoanTerms(PuhuiError):
    """The numbers describe no loan."""

    category = Category.INVALID
    cause = Text(zh="贷款条件无效：{reason}", en="these are no loan terms: {reason}")
    remedy = Text(zh="请更正后重试", en="correct them and try again")


class PenaltyOutsideLaw(PuhuiError):
    """The multiplier of a penalty lies outside the range of the central bank's notice."""

    category = Category.INVALID
    cause = Text(
        zh="罚息倍数 {multiplier} 超出规定区间 {low}–{high}（银发〔2003〕251号）",
        en="a penalty of {multiplier} times the contract rate is outside {low} to {high} (银发〔2003〕251号)",
    )
    remedy = Text(zh="请按规定区间约定罚息", en="agree on a penalty inside the range")


class ApplicationUnknown(PuhuiError):
    """There is no such application here."""

    category = Category.NOT_FOUND
    cause = Text(zh="没有申请 {application}", en="there is no application {application}")
    remedy = Text(zh="请核对申请编号", en="check the application's number")


class LoanUnknown(PuhuiError):
    """There is no such loan here."""

    category = Category.NOT_FOUND
    cause = Text(zh="没有贷款 {loan}", en="there is no loan {loan}")
    remedy = Text(zh="请核对贷款编号", en="check the loan's number")


class RequestReused(PuhuiError):
    """The same request id came again with other content."""

    category = Category.CONFLICT
    cause = Text(
        zh="请求 {request} 已用于 {application}，内容不同",
        en="request {request} was already used for {application}, with other content",
    )
    remedy = Text(zh="请刷新页面后重试；程序请使用新的请求编号", en="reload the page; a program takes a new request id")


class OutsideProduct(PuhuiError):
    """The application asks for what the product does not offer."""

    category = Category.INVALID
    cause = Text(
        zh="产品 {product} 不接受该{what}：申请 {asked}，产品允许 {allowed}",
        en="product {product} does not offer this {what_en}: asked {asked_en}, offered {allowed_en}",
    )
    remedy = Text(zh="请调整申请，或选择其他产品", en="change the application or choose another product")


class ProductNotOnOffer(PuhuiError):
    """The product is not on offer on this day."""

    category = Category.CONFLICT
    cause = Text(zh="产品 {product} 在 {day} 不在售", en="product {product} is not on offer on {day}")
    remedy = Text(zh="请选择在售产品", en="choose a product that is on offer")


class WrongApplicationState(PuhuiError):
    """The application is in another state than this step needs."""

    category = Category.CONFLICT
    cause = Text(
        zh="申请 {application} 处于“{state}”状态，不能{step}",
        en="application {application} is {state_en}: it cannot be {step_en} now",
    )
    remedy = Text(zh="请刷新后查看申请的最新状态", en="reload and look at the application's present state")


class ApplicationAlreadyDecided(PuhuiError):
    """Someone else decided first."""

    category = Category.CONFLICT
    cause = Text(
        zh="申请 {application} 已由 {decided_by} 作出决定：{outcome}",
        en="application {application} was already decided by {decided_by}: {outcome}",
    )
    remedy = Text(zh="请刷新后查看已作出的决定", en="reload and look at the decision that stands")


class RowDamaged(PuhuiError):
    """A stored application or loan cannot be read back."""

    category = Category.INTEGRITY
    cause = Text(zh="{row} 的存储记录无法读取：{reason}", en="the stored row of {row} cannot be read: {reason}")
    remedy = Text(zh="停止对其操作，从备份与账本核对", en="stop work on it; compare backup and ledger")


class ChangedMeanwhile(PuhuiError):
    """The row changed between the read and the write."""

    category = Category.CONFLICT
    cause = Text(zh="{what} 刚被他人更新", en="{what} was changed by someone else just now")
    remedy = Text(zh="请刷新后重试", en="reload and try again")
    retriable = True


class GrantsNoLongerValid(PuhuiError):
    """The enterprise's grants behind an application have expired or were revoked before the assessment."""

    category = Category.CONFLICT
    cause = Text(
        zh="企业对 {custodian} 数据的授权 {grant} 已于 {expires} 失效，无法评估",
        en="the enterprise's grant {grant} for the data of {custodian} ended on {expires}: nothing can be assessed",
    )
    remedy = Text(
        zh="请企业在授权中心重新授权后再评估", en="ask the enterprise to grant again, then assess the application"
    )


class OwnWorkToDecide(PuhuiError):
    """Whoever assessed an application does not decide on it, whatever their role is now."""

    category = Category.FORBIDDEN
    cause = Text(zh="申请 {application} 由您本人评估", en="you assessed application {application} yourself")
    remedy = Text(zh="请由另一位审批人决定", en="let another approver decide")


class OwnDeclineToReview(PuhuiError):
    """Whoever assessed or declined an application neither answers the appeal against it nor decides it anew."""

    category = Category.FORBIDDEN
    cause = Text(
        zh="申请 {application} 由您本人评估或拒绝",
        en="you assessed or declined application {application} yourself",
    )
    remedy = Text(zh="请由另一位审批人办理", en="let another approver do it")


class AppealUsed(PuhuiError):
    """A decline is appealed against once."""

    category = Category.CONFLICT
    cause = Text(zh="申请 {application} 已复议过一次", en="application {application} was appealed against once already")
    remedy = Text(
        zh="可留言与客户经理联系，或在“匹配产品”中选择其他银行",
        en="write to the bank, or choose another bank among the matched products",
    )


class AppealTooLate(PuhuiError):
    """The time for an appeal has passed."""

    category = Category.CONFLICT
    cause = Text(
        zh="申请 {application} 的复议期已于 {until} 结束",
        en="an appeal against the decline of {application} was possible until {until}",
    )
    remedy = Text(zh="情况有变化时可重新申请", en="apply again when circumstances have changed")


class AppealWithoutWords(PuhuiError):
    """An appeal, and the answer to it, say why."""

    category = Category.INVALID
    cause = Text(zh="没有写明理由", en="no reason is given")
    remedy = Text(zh="请写明理由，对方可见", en="say why; the other side reads it")


class SupplementEmpty(PuhuiError):
    """Nothing is added to the application."""

    category = Category.INVALID
    cause = Text(
        zh="没有向申请 {application} 补充材料或授权", en="neither a paper nor a grant is added to {application}"
    )
    remedy = Text(zh="请添加材料或授权；只需说明情况时请留言", en="add a paper or a grant; a word alone is a message")


class SupplementsFull(PuhuiError):
    """The application was supplemented as often as one may be."""

    category = Category.EXHAUSTED
    cause = Text(
        zh="申请 {application} 的补充次数已达上限 {limit} 次",
        en="application {application} was supplemented {limit} times, which is all",
    )
    remedy = Text(zh="请留言与客户经理联系", en="write to the bank")


class CommentRequired(PuhuiError):
    """A decision that departs from the recommendation says why."""

    category = Category.INVALID
    cause = Text(
        zh="决定与建议不一致（{difference}），须写明理由",
        en="the decision departs from the recommendation ({difference}) and gives no reason",
    )
    remedy = Text(zh="请填写审批意见", en="write a comment that says why")


class ScreeningMissing(PuhuiError):
    """Nobody has screened the application for fraud."""

    category = Category.CONFLICT
    cause = Text(zh="申请 {application} 尚未作反欺诈筛查", en="application {application} was not screened yet")
    remedy = Text(zh="请重新评估", en="assess it again: it is screened then")


class ScreeningNotSettled(PuhuiError):
    """The screening asks for a person, and none has acted yet."""

    category = Category.CONFLICT
    cause = Text(
        zh="申请 {application} 的反欺诈筛查尚未了结：{codes}",
        en="the screening of application {application} is not settled: {codes}",
    )
    remedy = Text(
        zh="请客户经理逐项核实并记录；拟拒绝的，由审批人员复核",
        en="an officer verifies each and records it; an approver reviews a proposed refusal",
    )


class ScreeningRefused(PuhuiError):
    """A review has upheld the screening's refusal."""

    category = Category.CONFLICT
    cause = Text(
        zh="申请 {application} 经人工复核维持反欺诈拒绝", en="a review upheld the refusal of application {application}"
    )
    remedy = Text(
        zh="请拒绝申请；情况有变的，重新评估后再审批", en="decline it, or assess it anew once the facts have changed"
    )


class NothingToVerify(PuhuiError):
    """The screening does not ask for this."""

    category = Category.CONFLICT
    cause = Text(zh="筛查中没有待核实的事项“{code}”", en="nothing named {code!r} waits for verification")
    remedy = Text(zh="待核实的事项：{open}", en="what waits: {open}")


class VerificationEmpty(PuhuiError):
    """A verification says what was seen."""

    category = Category.INVALID
    cause = Text(zh="核实记录须写明所见", en="a verification says what was seen")
    remedy = Text(zh="请写明核实方式与所见", en="write down how it was verified and what was seen")


class DecisionBeyondApplication(PuhuiError):
    """An approval of more than was asked for, or with terms that the product does not have."""

    category = Category.INVALID
    cause = Text(zh="审批条件无效：{reason}", en="these terms cannot be approved: {reason_en}")
    remedy = Text(zh="请在申请与产品范围内审批", en="approve within the application and the product")


class ContractNotSigned(PuhuiError):
    """The signature is not the enterprise's over this contract."""

    category = Category.INVALID
    cause = Text(
        zh="合同 {contract} 的企业签名无效：{reason}", en="the signature on contract {contract} is refused: {reason_en}"
    )
    remedy = Text(zh="请企业用已登记的密钥重新签署", en="have the enterprise sign again with its enrolled key")


class RepaymentNotPositive(PuhuiError):
    """A repayment is of at least one fen."""

    category = Category.INVALID
    cause = Text(zh="还款金额须大于零，收到 {amount} 元", en="a repayment is above zero; got {amount} yuan")
    remedy = Text(zh="请填写正确的还款金额", en="give the amount that is paid")


class RepaymentExceedsDebt(PuhuiError):
    """More is paid than is owed."""

    category = Category.INVALID
    cause = Text(
        zh="还款 {amount} 元超过欠款：截至 {day} 结清共需 {owed} 元",
        en="{amount} yuan is more than is owed: {owed} yuan settles the loan on {day}",
    )
    remedy = Text(zh="请还款不超过 {owed} 元", en="pay at most {owed} yuan")


class PartialEarlyRepayment(PuhuiError):
    """More than the present bill, less than the whole: this contract does not say how to spread it."""

    category = Category.CONFLICT
    cause = Text(
        zh="还款 {amount} 元多于本期账单 {bill} 元，又不足以结清（{owed} 元）",
        en="{amount} yuan is more than the present bill ({bill}) and less than what settles the loan ({owed})",
    )
    remedy = Text(
        zh="请偿还不超过 {bill} 元，或一次结清 {owed} 元；部分提前还本须与银行变更合同",
        en="pay up to {bill}, or settle with {owed}; a partial prepayment needs a changed contract",
    )


class PrepaymentNotAgreed(PuhuiError):
    """The contract does not allow this partial prepayment."""

    category = Category.CONFLICT
    cause = Text(zh="不能部分提前还本：{reason}", en="this partial prepayment cannot be taken: {reason_en}")
    remedy = Text(zh="可偿还本期账单，或一次结清", en="pay the present bill, or settle the loan in full")


class FirstDrawingRefused(PuhuiError):
    """A contract is not paid out like that."""

    category = Category.INVALID
    cause = Text(zh="首次提用金额无效：{reason}", en="no first drawing of this contract: {reason}")
    remedy = Text(zh="请调整首次提用金额", en="change the first drawing")


class DrawingRefused(PuhuiError):
    """Nothing, or not so much, may be drawn of this loan."""

    category = Category.CONFLICT
    cause = Text(zh="贷款 {loan} 不能提用或关闭：{reason}", en="loan {loan} cannot be drawn or closed: {reason_en}")
    remedy = Text(zh="请查看贷款的可提用额度与状态", en="look at what the loan has available, and at its state")


class ReliefProgrammeUnknown(PuhuiError):
    """No programme of relief has this code."""

    category = Category.NOT_FOUND
    cause = Text(zh="没有纾困方案 {programme}", en="there is no programme of relief {programme}")
    remedy = Text(zh="请从开放的方案中选择", en="choose one that is open")


class ReliefUnknown(PuhuiError):
    """There is no such request for relief here."""

    category = Category.NOT_FOUND
    cause = Text(zh="没有纾困申请 {relief}", en="there is no request for relief {relief}")
    remedy = Text(zh="请核对编号", en="check its number")


class ReliefNotPossible(PuhuiError):
    """The request, or this step of it, does not fit the loan or the case as they are."""

    category = Category.CONFLICT
    cause = Text(zh="纾困申请不能办理：{reason}", en="this relief cannot go on: {reason_en}")
    remedy = Text(zh="请更正后重试，或改用其他方案", en="correct it and try again, or ask for another relief")


class DeferralNotPossible(PuhuiError):
    """The loan's bills cannot be moved like this."""

    category = Category.CONFLICT
    cause = Text(zh="不能这样延期：{reason}", en="this cannot be deferred: {reason_en}")
    remedy = Text(zh="请更改新的到期日或延期内容", en="change the new day, or what is deferred")


class SecondPersonNeeded(PuhuiError):
    """Whoever proposed it cannot confirm it."""

    category = Category.FORBIDDEN
    cause = Text(zh="{by} 已提出该纾困，须由另一人复核", en="{by} proposed this relief: another person confirms it")
    remedy = Text(zh="请由另一名审批人员复核", en="have another approver look at it")


class InterestBeforeRenewal(PuhuiError):
    """A renewal carries the principal over, and nothing else."""

    category = Category.CONFLICT
    cause = Text(
        zh="续贷只转本金：须先付清到期款项与截至今日的利息 {amount} 元",
        en="a renewal carries principal alone: what is due and the interest so far, {amount} yuan, is paid first",
    )
    remedy = Text(zh="请先还款 {amount} 元，再于当日签署续贷合同", en="pay {amount} yuan, then sign on the same day")


class AccrualOfTheFuture(PuhuiError):
    """A business date is accrued when it has come."""

    category = Category.INVALID
    cause = Text(zh="业务日期 {day} 晚于今天 {today}", en="the business date {day} lies after today, {today}")
    remedy = Text(zh="请给出今天或以前的日期", en="give today's date or an earlier one")


class CoreFileBroken(PuhuiError):
    """The core system's file is not of the layout."""

    category = Category.INVALID
    cause = Text(zh="核心系统文件第 {line} 行有误：{reason}", en="line {line} of the core's file is broken: {reason}")
    remedy = Text(zh="请按文档中的格式重新导出", en="export it again in the documented layout")


class NotAccruedYet(PuhuiError):
    """A business date is reconciled after it was closed."""

    category = Category.CONFLICT
    cause = Text(zh="业务日期 {day} 尚未计提", en="the business date {day} has not been accrued")
    remedy = Text(
        zh="节点每夜自动计提，请在该日计提后重试；管理员也可执行 puhui lending accrue --date {day}",
        en="nodes accrue by night: try again after it, or have an operator run puhui lending accrue --date {day}",
    )


class ReconciliationUnknown(PuhuiError):
    """There is no such reconciliation here."""

    category = Category.NOT_FOUND
    cause = Text(zh="没有对账 {reconciliation}", en="there is no reconciliation {reconciliation}")
    remedy = Text(zh="请核对对账编号", en="check the reconciliation's number")


class LoanAlreadySettled(PuhuiError):
    """Nothing is owed any more."""

    category = Category.CONFLICT
    cause = Text(zh="贷款 {loan} 已结清", en="loan {loan} is settled")
    remedy = Text(zh="无须再还款", en="nothing more is to be paid")


class DayBeforeLastEvent(PuhuiError):
    """A loan's history only grows forwards."""

    category = Category.INVALID
    cause = Text(zh="日期 {day} 早于贷款最近一次变动 {last}", en="{day} lies before the loan's last event on {last}")
    remedy = Text(zh="请核对日期", en="check the date")


class OwnDataUnreadable(PuhuiError):
    """The bank's own tables are not what they should be."""

    category = Category.UNAVAILABLE
    cause = Text(zh="无法读取本行数据 {table}：{reason}", en="the bank's own table {table} cannot be read: {reason}")
    remedy = Text(zh="请检查节点数据目录", en="check the node's data folder")
