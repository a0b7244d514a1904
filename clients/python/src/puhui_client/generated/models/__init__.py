"""Contains all the data models used in inputs/outputs"""

from .about_view import AboutView
from .activation_request import ActivationRequest
from .activation_view import ActivationView
from .advice_view import AdviceView
from .advice_view_depth import AdviceViewDepth
from .advised_grant_view import AdvisedGrantView
from .all_banks_figures import AllBanksFigures
from .all_banks_view import AllBanksView
from .all_banks_view_state import AllBanksViewState
from .answer_view import AnswerView
from .appeal_answer_request import AppealAnswerRequest
from .appeal_answer_request_outcome import AppealAnswerRequestOutcome
from .appeal_request import AppealRequest
from .appeal_view import AppealView
from .appeal_view_outcome_type_0 import AppealViewOutcomeType0
from .application_list import ApplicationList
from .application_request import ApplicationRequest
from .application_view import ApplicationView
from .application_withdrawal import ApplicationWithdrawal
from .ask_view import AskView
from .ask_view_guarantees_type_0_item import AskViewGuaranteesType0Item
from .asked_look import AskedLook
from .asked_look_state import AskedLookState
from .aspect import Aspect
from .axis import Axis
from .bank_choice import BankChoice
from .basics import Basics
from .begin_enrolment_response_begin_enrolment import (
    BeginEnrolmentResponseBeginEnrolment,
)
from .board_answer import BoardAnswer
from .board_list import BoardList
from .board_need_view import BoardNeedView
from .book_view import BookView
from .both import Both
from .bound_view import BoundView
from .campaign_list import CampaignList
from .campaign_rewrite import CampaignRewrite
from .campaign_terms_view import CampaignTermsView
from .campaign_view import CampaignView
from .case_failure import CaseFailure
from .case_failure_findings import CaseFailureFindings
from .case_sheet import CaseSheet
from .case_sheet_facts import CaseSheetFacts
from .cause import Cause
from .cause_view import CauseView
from .change_view import ChangeView
from .checks_view import ChecksView
from .choice import Choice
from .choice_request import ChoiceRequest
from .choice_view import ChoiceView
from .client_view import ClientView
from .close_warning import CloseWarning
from .close_warning_closing import CloseWarningClosing
from .code_request import CodeRequest
from .compared_score import ComparedScore
from .comparison_list import ComparisonList
from .comparison_view import ComparisonView
from .computation_list import ComputationList
from .computation_options import ComputationOptions
from .computation_party import ComputationParty
from .computation_problem import ComputationProblem
from .computation_request import ComputationRequest
from .computation_request_op import ComputationRequestOp
from .computation_view import ComputationView
from .computation_view_result_kind import ComputationViewResultKind
from .computation_view_state import ComputationViewState
from .condition_view import ConditionView
from .confirmation_request import ConfirmationRequest
from .contact_request import ContactRequest
from .contract_choice import ContractChoice
from .contract_draft_view import ContractDraftView
from .contract_draft_view_ends_support_item import ContractDraftViewEndsSupportItem
from .contract_draft_view_webauthn_type_0 import ContractDraftViewWebauthnType0
from .cosigner import Cosigner
from .count_export_table import CountExportTable
from .county_effect import CountyEffect
from .credentials import Credentials
from .criteria_list import CriteriaList
from .criteria_request import CriteriaRequest
from .criteria_view import CriteriaView
from .custodian import Custodian
from .dataset_choice import DatasetChoice
from .debt_view import DebtView
from .decided import Decided
from .decided_outcome import DecidedOutcome
from .decision_request import DecisionRequest
from .decision_request_outcome import DecisionRequestOutcome
from .decision_view import DecisionView
from .decision_view_outcome import DecisionViewOutcome
from .departure_request import DepartureRequest
from .departure_request_purpose import DepartureRequestPurpose
from .departure_view import DepartureView
from .draft_item import DraftItem
from .draft_item_shown import DraftItemShown
from .draft_request import DraftRequest
from .draft_request_purpose import DraftRequestPurpose
from .draft_view import DraftView
from .draft_view_webauthn_type_0 import DraftViewWebauthnType0
from .drawing_request import DrawingRequest
from .elsewhere_figures import ElsewhereFigures
from .elsewhere_view import ElsewhereView
from .elsewhere_view_state import ElsewhereViewState
from .enrolment_view import EnrolmentView
from .enterprise_ref import EnterpriseRef
from .enterprise_view import EnterpriseView
from .enterprise_view_key_kind_type_0 import EnterpriseViewKeyKindType0
from .era_view import EraView
from .error_body import ErrorBody
from .error_body_details_type_0_item import ErrorBodyDetailsType0Item
from .error_view import ErrorView
from .escalation_list import EscalationList
from .escalation_view import EscalationView
from .event import Event
from .evidence_view import EvidenceView
from .export_count import ExportCount
from .export_reconciliation_format import ExportReconciliationFormat
from .export_statistics_by import ExportStatisticsBy
from .export_table_format import ExportTableFormat
from .export_table_table import ExportTableTable
from .factor_enrolment import FactorEnrolment
from .factor_flag import FactorFlag
from .factor_flag_name import FactorFlagName
from .factor_view import FactorView
from .fault_view import FaultView
from .fee_view import FeeView
from .field_choice import FieldChoice
from .field_view import FieldView
from .financing_need_view import FinancingNeedView
from .financing_need_view_shows_item import FinancingNeedViewShowsItem
from .financing_need_view_state import FinancingNeedViewState
from .fit_view import FitView
from .fit_view_verdict import FitViewVerdict
from .fitting_campaign import FittingCampaign
from .fitting_campaign_list import FittingCampaignList
from .fitting_condition import FittingCondition
from .grant_list import GrantList
from .grant_number_view import GrantNumberView
from .grant_numbering_view import GrantNumberingView
from .grant_view import GrantView
from .grant_view_shown import GrantViewShown
from .grant_view_state import GrantViewState
from .grantable_view import GrantableView
from .granted_model import GrantedModel
from .guarantee_list import GuaranteeList
from .guarantee_proposal import GuaranteeProposal
from .guarantee_shown_view import GuaranteeShownView
from .guarantee_view import GuaranteeView
from .identity_item import IdentityItem
from .identity_list import IdentityList
from .import_fault import ImportFault
from .import_report import ImportReport
from .indicator_view import IndicatorView
from .instalment_view import InstalmentView
from .invitation_request import InvitationRequest
from .invitation_request_role import InvitationRequestRole
from .invited_view import InvitedView
from .issued_token import IssuedToken
from .item import Item
from .kind import Kind
from .known_fact_list import KnownFactList
from .known_fact_view import KnownFactView
from .known_fact_view_kind import KnownFactViewKind
from .learnt_view import LearntView
from .leave_request import LeaveRequest
from .ledger_entry_list import LedgerEntryList
from .ledger_entry_view import LedgerEntryView
from .ledger_head import LedgerHead
from .ledger_summary_view import LedgerSummaryView
from .likelihoods_view import LikelihoodsView
from .limit_view import LimitView
from .list_warnings_level_type_0 import ListWarningsLevelType0
from .list_warnings_state import ListWarningsState
from .listed_view import ListedView
from .listing_list import ListingList
from .listing_request import ListingRequest
from .listing_view import ListingView
from .loan_list import LoanList
from .loan_view import LoanView
from .log_ref import LogRef
from .look_source import LookSource
from .mandate_list import MandateList
from .mandate_numbering_view import MandateNumberingView
from .mandate_request import MandateRequest
from .mandate_request_op import MandateRequestOp
from .mandate_view import MandateView
from .mandate_view_direction import MandateViewDirection
from .mandate_view_standing import MandateViewStanding
from .match_list import MatchList
from .match_note import MatchNote
from .match_part import MatchPart
from .match_view import MatchView
from .match_view_verdict import MatchViewVerdict
from .member_of_staff import MemberOfStaff
from .member_view import MemberView
from .message_list import MessageList
from .message_request import MessageRequest
from .message_view import MessageView
from .model_adjustment import ModelAdjustment
from .model_adjustment_segment_type_0 import ModelAdjustmentSegmentType0
from .model_approval import ModelApproval
from .model_approval_role import ModelApprovalRole
from .model_list import ModelList
from .model_outcomes import ModelOutcomes
from .model_outcomes_list import ModelOutcomesList
from .model_ref import ModelRef
from .model_ref_basis_type_0 import ModelRefBasisType0
from .model_registration import ModelRegistration
from .model_report_list import ModelReportList
from .model_report_view import ModelReportView
from .model_report_view_summary import ModelReportViewSummary
from .model_service import ModelService
from .model_service_role import ModelServiceRole
from .model_step import ModelStep
from .model_step_action import ModelStepAction
from .model_step_args import ModelStepArgs
from .model_use_view import ModelUseView
from .model_validation import ModelValidation
from .model_validation_verdict import ModelValidationVerdict
from .model_view import ModelView
from .model_view_approved_as_type_0 import ModelViewApprovedAsType0
from .model_view_kind import ModelViewKind
from .model_view_state import ModelViewState
from .model_view_validation_type_0 import ModelViewValidationType0
from .model_withdrawal import ModelWithdrawal
from .monitoring_view import MonitoringView
from .move_view import MoveView
from .move_view_cost import MoveViewCost
from .movement import Movement
from .movement_view import MovementView
from .need import Need
from .need_draft_request import NeedDraftRequest
from .need_enterprise import NeedEnterprise
from .need_list import NeedList
from .need_step_view import NeedStepView
from .need_view import NeedView
from .need_withdrawal_request import NeedWithdrawalRequest
from .node_view import NodeView
from .node_view_environment import NodeViewEnvironment
from .notification_list import NotificationList
from .notification_view import NotificationView
from .objection_answer import ObjectionAnswer
from .objection_answer_outcome import ObjectionAnswerOutcome
from .objection_list import ObjectionList
from .objection_request import ObjectionRequest
from .objection_view import ObjectionView
from .offer_view import OfferView
from .opened_grants import OpenedGrants
from .opened_view import OpenedView
from .opinion_event import OpinionEvent
from .opinion_event_mood import OpinionEventMood
from .opinion_line import OpinionLine
from .opinion_month import OpinionMonth
from .opinion_report import OpinionReport
from .opinion_view import OpinionView
from .opinion_warning import OpinionWarning
from .opinion_warning_level import OpinionWarningLevel
from .own_customer_list import OwnCustomerList
from .own_customer_row import OwnCustomerRow
from .own_customer_view import OwnCustomerView
from .own_data_view import OwnDataView
from .own_data_view_figures import OwnDataViewFigures
from .own_data_view_labels import OwnDataViewLabels
from .own_objection_view import OwnObjectionView
from .own_opinion import OwnOpinion
from .paper_request import PaperRequest
from .paper_request_kind import PaperRequestKind
from .paper_view import PaperView
from .paper_view_state import PaperViewState
from .password_request import PasswordRequest
from .peers_used import PeersUsed
from .peers_view import PeersView
from .people_change_request import PeopleChangeRequest
from .people_change_request_action import PeopleChangeRequestAction
from .people_change_request_role_type_0 import PeopleChangeRequestRoleType0
from .people_change_view import PeopleChangeView
from .people_change_view_action import PeopleChangeViewAction
from .people_change_view_state import PeopleChangeViewState
from .people_view import PeopleView
from .person_view import PersonView
from .placed import Placed
from .placed_axis import PlacedAxis
from .plan_view import PlanView
from .pool_view import PoolView
from .portrait import Portrait
from .prefill_view import PrefillView
from .prefill_view_guarantees_item import PrefillViewGuaranteesItem
from .prepayment_view import PrepaymentView
from .price_view import PriceView
from .product_list import ProductList
from .product_opening import ProductOpening
from .product_opening_product_type_0 import ProductOpeningProductType0
from .product_view import ProductView
from .promise_view import PromiseView
from .promise_view_outcome import PromiseViewOutcome
from .provider_item import ProviderItem
from .provider_list import ProviderList
from .public_list_list import PublicListList
from .public_list_view import PublicListView
from .public_list_view_standing import PublicListViewStanding
from .publication_request import PublicationRequest
from .publication_request_shows_item import PublicationRequestShowsItem
from .quality_view import QualityView
from .quote_view import QuoteView
from .radar import Radar
from .radar_axis import RadarAxis
from .read_statistics_by import ReadStatisticsBy
from .reason import Reason
from .reasoned import Reasoned
from .receiver import Receiver
from .recommendation_view import RecommendationView
from .recommendation_view_outcome import RecommendationViewOutcome
from .recommended import Recommended
from .recommended_outcome import RecommendedOutcome
from .reconciliation_item import ReconciliationItem
from .reconciliation_list import ReconciliationList
from .reconciliation_sum import ReconciliationSum
from .reconciliation_summary import ReconciliationSummary
from .reconciliation_view import ReconciliationView
from .recovery_codes import RecoveryCodes
from .refusal_advice_view import RefusalAdviceView
from .refusal_count import RefusalCount
from .register_check import RegisterCheck
from .register_check_result_type_0 import RegisterCheckResultType0
from .relief_answer import ReliefAnswer
from .relief_list import ReliefList
from .relief_option import ReliefOption
from .relief_options import ReliefOptions
from .relief_proposal import ReliefProposal
from .relief_refusal import ReliefRefusal
from .relief_request import ReliefRequest
from .relief_request_kind import ReliefRequestKind
from .relief_request_parts_type_0 import ReliefRequestPartsType0
from .relief_view import ReliefView
from .renewal_request import RenewalRequest
from .renewal_view import RenewalView
from .repayment_request import RepaymentRequest
from .replay_view import ReplayView
from .return_request import ReturnRequest
from .return_view import ReturnView
from .return_view_purpose import ReturnViewPurpose
from .review_request import ReviewRequest
from .review_view import ReviewView
from .revocation import Revocation
from .revocation_options import RevocationOptions
from .revocation_options_webauthn_type_0 import RevocationOptionsWebauthnType0
from .rule_change import RuleChange
from .rule_precision import RulePrecision
from .rule_precision_level import RulePrecisionLevel
from .rule_sheet import RuleSheet
from .rule_view import RuleView
from .rule_view_evidence import RuleViewEvidence
from .rules_opening import RulesOpening
from .sandbox_application import SandboxApplication
from .sandbox_application_request import SandboxApplicationRequest
from .sandbox_case import SandboxCase
from .sandbox_move import SandboxMove
from .sandbox_payment import SandboxPayment
from .sandbox_relief_request import SandboxReliefRequest
from .sandbox_relief_request_kind import SandboxReliefRequestKind
from .sandbox_revocation import SandboxRevocation
from .sandbox_time import SandboxTime
from .sandbox_view import SandboxView
from .score_list import ScoreList
from .score_replay_difference import ScoreReplayDifference
from .score_replay_difference_recomputed import ScoreReplayDifferenceRecomputed
from .score_replay_difference_recorded import ScoreReplayDifferenceRecorded
from .score_replay_view import ScoreReplayView
from .score_replay_view_libraries import ScoreReplayViewLibraries
from .score_replay_view_recorded import ScoreReplayViewRecorded
from .score_shown import ScoreShown
from .score_view import ScoreView
from .screening_line import ScreeningLine
from .screening_line_kind import ScreeningLineKind
from .screening_reason import ScreeningReason
from .screening_reason_weight import ScreeningReasonWeight
from .screening_step import ScreeningStep
from .screening_view import ScreeningView
from .screening_view_outcome import ScreeningViewOutcome
from .screening_view_standing import ScreeningViewStanding
from .secret_origin import SecretOrigin
from .secret_score_view import SecretScoreView
from .secret_score_view_state import SecretScoreViewState
from .section import Section
from .section_state import SectionState
from .sections import Sections
from .segment_outcomes import SegmentOutcomes
from .segment_ref import SegmentRef
from .series_column import SeriesColumn
from .series_month import SeriesMonth
from .session_item import SessionItem
from .session_list import SessionList
from .session_view import SessionView
from .share_view import ShareView
from .shared_thing import SharedThing
from .shared_thing_kind import SharedThingKind
from .sheet_case import SheetCase
from .sheet_case_change import SheetCaseChange
from .sheet_case_findings import SheetCaseFindings
from .sheet_fact import SheetFact
from .sheet_fact_kind import SheetFactKind
from .sheet_rule import SheetRule
from .sheet_threshold import SheetThreshold
from .shown_view import ShownView
from .shown_view_shown import ShownViewShown
from .signed_contract import SignedContract
from .signed_draft import SignedDraft
from .software_enrolment import SoftwareEnrolment
from .software_signature import SoftwareSignature
from .source_shown import SourceShown
from .source_view import SourceView
from .source_view_cause import SourceViewCause
from .spoke import Spoke
from .standing_view import StandingView
from .standing_view_depth import StandingViewDepth
from .stated_request import StatedRequest
from .statement_view import StatementView
from .statistics_cell import StatisticsCell
from .statistics_row import StatisticsRow
from .statistics_table import StatisticsTable
from .statistics_tile import StatisticsTile
from .subsidy_shown_view import SubsidyShownView
from .supervised_bank import SupervisedBank
from .supervised_head_view import SupervisedHeadView
from .supervised_report import SupervisedReport
from .supervised_report_list import SupervisedReportList
from .supervised_report_summary import SupervisedReportSummary
from .supervised_step import SupervisedStep
from .supervised_step_action import SupervisedStepAction
from .supplement_request import SupplementRequest
from .supplement_view import SupplementView
from .support_comment import SupportComment
from .support_reason import SupportReason
from .support_request import SupportRequest
from .support_step import SupportStep
from .support_view import SupportView
from .take_up_request import TakeUpRequest
from .take_warning import TakeWarning
from .taken_up import TakenUp
from .term import Term
from .term_view import TermView
from .terms import Terms
from .token_list import TokenList
from .token_request import TokenRequest
from .token_request_role import TokenRequestRole
from .token_view import TokenView
from .token_view_state import TokenViewState
from .trail_step import TrailStep
from .trail_step_what import TrailStepWhat
from .trail_view import TrailView
from .uncovered_rule import UncoveredRule
from .use_view import UseView
from .use_view_shown import UseViewShown
from .uses_view import UsesView
from .verification_request import VerificationRequest
from .verification_step import VerificationStep
from .verification_view import VerificationView
from .version_backtest import VersionBacktest
from .version_backtest_report_type_0 import VersionBacktestReportType0
from .version_backtest_state import VersionBacktestState
from .version_list import VersionList
from .version_request import VersionRequest
from .version_returning import VersionReturning
from .version_saving import VersionSaving
from .version_saving_product_type_0 import VersionSavingProductType0
from .version_step import VersionStep
from .version_stepping import VersionStepping
from .version_summary import VersionSummary
from .version_summary_kind import VersionSummaryKind
from .version_summary_state import VersionSummaryState
from .version_verdict import VersionVerdict
from .version_view import VersionView
from .version_view_kind import VersionViewKind
from .version_view_product_type_0 import VersionViewProductType0
from .version_view_state import VersionViewState
from .warning_evidence import WarningEvidence
from .warning_line import WarningLine
from .warning_line_closing_type_0 import WarningLineClosingType0
from .warning_line_level import WarningLineLevel
from .warning_line_state import WarningLineState
from .warning_list import WarningList
from .warning_measure import WarningMeasure
from .warning_measure_request import WarningMeasureRequest
from .warning_movement import WarningMovement
from .warning_point import WarningPoint
from .warning_return import WarningReturn
from .warning_series import WarningSeries
from .warning_step import WarningStep
from .warning_view import WarningView
from .warning_view_closing_type_0 import WarningViewClosingType0
from .warning_view_level import WarningViewLevel
from .warning_view_may_item import WarningViewMayItem
from .warning_view_state import WarningViewState
from .watch_finding import WatchFinding
from .watch_finding_asked_item import WatchFindingAskedItem
from .watch_finding_on_item import WatchFindingOnItem
from .watch_request import WatchRequest
from .watch_view import WatchView
from .watch_view_state import WatchViewState
from .web_authn_enrolment import WebAuthnEnrolment
from .web_authn_enrolment_credential import WebAuthnEnrolmentCredential
from .web_authn_signature import WebAuthnSignature
from .why import Why
from .wish import Wish
from .wish_media_item import WishMediaItem
from .wish_view import WishView
from .wishes_request import WishesRequest
from .wishes_request_addresses import WishesRequestAddresses
from .wishes_view import WishesView
from .wishes_view_addresses import WishesViewAddresses

__all__ = (
    "AboutView",
    "ActivationRequest",
    "ActivationView",
    "AdviceView",
    "AdviceViewDepth",
    "AdvisedGrantView",
    "AllBanksFigures",
    "AllBanksView",
    "AllBanksViewState",
    "AnswerView",
    "AppealAnswerRequest",
    "AppealAnswerRequestOutcome",
    "AppealRequest",
    "AppealView",
    "AppealViewOutcomeType0",
    "ApplicationList",
    "ApplicationRequest",
    "ApplicationView",
    "ApplicationWithdrawal",
    "AskView",
    "AskViewGuaranteesType0Item",
    "AskedLook",
    "AskedLookState",
    "Aspect",
    "Axis",
    "BankChoice",
    "Basics",
    "BeginEnrolmentResponseBeginEnrolment",
    "BoardAnswer",
    "BoardList",
    "BoardNeedView",
    "BookView",
    "Both",
    "BoundView",
    "CampaignList",
    "CampaignRewrite",
    "CampaignTermsView",
    "CampaignView",
    "CaseFailure",
    "CaseFailureFindings",
    "CaseSheet",
    "CaseSheetFacts",
    "Cause",
    "CauseView",
    "ChangeView",
    "ChecksView",
    "Choice",
    "ChoiceRequest",
    "ChoiceView",
    "ClientView",
    "CloseWarning",
    "CloseWarningClosing",
    "CodeRequest",
    "ComparedScore",
    "ComparisonList",
    "ComparisonView",
    "ComputationList",
    "ComputationOptions",
    "ComputationParty",
    "ComputationProblem",
    "ComputationRequest",
    "ComputationRequestOp",
    "ComputationView",
    "ComputationViewResultKind",
    "ComputationViewState",
    "ConditionView",
    "ConfirmationRequest",
    "ContactRequest",
    "ContractChoice",
    "ContractDraftView",
    "ContractDraftViewEndsSupportItem",
    "ContractDraftViewWebauthnType0",
    "Cosigner",
    "CountExportTable",
    "CountyEffect",
    "Credentials",
    "CriteriaList",
    "CriteriaRequest",
    "CriteriaView",
    "Custodian",
    "DatasetChoice",
    "DebtView",
    "Decided",
    "DecidedOutcome",
    "DecisionRequest",
    "DecisionRequestOutcome",
    "DecisionView",
    "DecisionViewOutcome",
    "DepartureRequest",
    "DepartureRequestPurpose",
    "DepartureView",
    "DraftItem",
    "DraftItemShown",
    "DraftRequest",
    "DraftRequestPurpose",
    "DraftView",
    "DraftViewWebauthnType0",
    "DrawingRequest",
    "ElsewhereFigures",
    "ElsewhereView",
    "ElsewhereViewState",
    "EnrolmentView",
    "EnterpriseRef",
    "EnterpriseView",
    "EnterpriseViewKeyKindType0",
    "EraView",
    "ErrorBody",
    "ErrorBodyDetailsType0Item",
    "ErrorView",
    "EscalationList",
    "EscalationView",
    "Event",
    "EvidenceView",
    "ExportCount",
    "ExportReconciliationFormat",
    "ExportStatisticsBy",
    "ExportTableFormat",
    "ExportTableTable",
    "FactorEnrolment",
    "FactorFlag",
    "FactorFlagName",
    "FactorView",
    "FaultView",
    "FeeView",
    "FieldChoice",
    "FieldView",
    "FinancingNeedView",
    "FinancingNeedViewShowsItem",
    "FinancingNeedViewState",
    "FitView",
    "FitViewVerdict",
    "FittingCampaign",
    "FittingCampaignList",
    "FittingCondition",
    "GrantList",
    "GrantNumberView",
    "GrantNumberingView",
    "GrantView",
    "GrantViewShown",
    "GrantViewState",
    "GrantableView",
    "GrantedModel",
    "GuaranteeList",
    "GuaranteeProposal",
    "GuaranteeShownView",
    "GuaranteeView",
    "IdentityItem",
    "IdentityList",
    "ImportFault",
    "ImportReport",
    "IndicatorView",
    "InstalmentView",
    "InvitationRequest",
    "InvitationRequestRole",
    "InvitedView",
    "IssuedToken",
    "Item",
    "Kind",
    "KnownFactList",
    "KnownFactView",
    "KnownFactViewKind",
    "LearntView",
    "LeaveRequest",
    "LedgerEntryList",
    "LedgerEntryView",
    "LedgerHead",
    "LedgerSummaryView",
    "LikelihoodsView",
    "LimitView",
    "ListWarningsLevelType0",
    "ListWarningsState",
    "ListedView",
    "ListingList",
    "ListingRequest",
    "ListingView",
    "LoanList",
    "LoanView",
    "LogRef",
    "LookSource",
    "MandateList",
    "MandateNumberingView",
    "MandateRequest",
    "MandateRequestOp",
    "MandateView",
    "MandateViewDirection",
    "MandateViewStanding",
    "MatchList",
    "MatchNote",
    "MatchPart",
    "MatchView",
    "MatchViewVerdict",
    "MemberOfStaff",
    "MemberView",
    "MessageList",
    "MessageRequest",
    "MessageView",
    "ModelAdjustment",
    "ModelAdjustmentSegmentType0",
    "ModelApproval",
    "ModelApprovalRole",
    "ModelList",
    "ModelOutcomes",
    "ModelOutcomesList",
    "ModelRef",
    "ModelRefBasisType0",
    "ModelRegistration",
    "ModelReportList",
    "ModelReportView",
    "ModelReportViewSummary",
    "ModelService",
    "ModelServiceRole",
    "ModelStep",
    "ModelStepAction",
    "ModelStepArgs",
    "ModelUseView",
    "ModelValidation",
    "ModelValidationVerdict",
    "ModelView",
    "ModelViewApprovedAsType0",
    "ModelViewKind",
    "ModelViewState",
    "ModelViewValidationType0",
    "ModelWithdrawal",
    "MonitoringView",
    "MoveView",
    "MoveViewCost",
    "Movement",
    "MovementView",
    "Need",
    "NeedDraftRequest",
    "NeedEnterprise",
    "NeedList",
    "NeedStepView",
    "NeedView",
    "NeedWithdrawalRequest",
    "NodeView",
    "NodeViewEnvironment",
    "NotificationList",
    "NotificationView",
    "ObjectionAnswer",
    "ObjectionAnswerOutcome",
    "ObjectionList",
    "ObjectionRequest",
    "ObjectionView",
    "OfferView",
    "OpenedGrants",
    "OpenedView",
    "OpinionEvent",
    "OpinionEventMood",
    "OpinionLine",
    "OpinionMonth",
    "OpinionReport",
    "OpinionView",
    "OpinionWarning",
    "OpinionWarningLevel",
    "OwnCustomerList",
    "OwnCustomerRow",
    "OwnCustomerView",
    "OwnDataView",
    "OwnDataViewFigures",
    "OwnDataViewLabels",
    "OwnObjectionView",
    "OwnOpinion",
    "PaperRequest",
    "PaperRequestKind",
    "PaperView",
    "PaperViewState",
    "PasswordRequest",
    "PeersUsed",
    "PeersView",
    "PeopleChangeRequest",
    "PeopleChangeRequestAction",
    "PeopleChangeRequestRoleType0",
    "PeopleChangeView",
    "PeopleChangeViewAction",
    "PeopleChangeViewState",
    "PeopleView",
    "PersonView",
    "Placed",
    "PlacedAxis",
    "PlanView",
    "PoolView",
    "Portrait",
    "PrefillView",
    "PrefillViewGuaranteesItem",
    "PrepaymentView",
    "PriceView",
    "ProductList",
    "ProductOpening",
    "ProductOpeningProductType0",
    "ProductView",
    "PromiseView",
    "PromiseViewOutcome",
    "ProviderItem",
    "ProviderList",
    "PublicListList",
    "PublicListView",
    "PublicListViewStanding",
    "PublicationRequest",
    "PublicationRequestShowsItem",
    "QualityView",
    "QuoteView",
    "Radar",
    "RadarAxis",
    "ReadStatisticsBy",
    "Reason",
    "Reasoned",
    "Receiver",
    "RecommendationView",
    "RecommendationViewOutcome",
    "Recommended",
    "RecommendedOutcome",
    "ReconciliationItem",
    "ReconciliationList",
    "ReconciliationSum",
    "ReconciliationSummary",
    "ReconciliationView",
    "RecoveryCodes",
    "RefusalAdviceView",
    "RefusalCount",
    "RegisterCheck",
    "RegisterCheckResultType0",
    "ReliefAnswer",
    "ReliefList",
    "ReliefOption",
    "ReliefOptions",
    "ReliefProposal",
    "ReliefRefusal",
    "ReliefRequest",
    "ReliefRequestKind",
    "ReliefRequestPartsType0",
    "ReliefView",
    "RenewalRequest",
    "RenewalView",
    "RepaymentRequest",
    "ReplayView",
    "ReturnRequest",
    "ReturnView",
    "ReturnViewPurpose",
    "ReviewRequest",
    "ReviewView",
    "Revocation",
    "RevocationOptions",
    "RevocationOptionsWebauthnType0",
    "RuleChange",
    "RulePrecision",
    "RulePrecisionLevel",
    "RuleSheet",
    "RuleView",
    "RuleViewEvidence",
    "RulesOpening",
    "SandboxApplication",
    "SandboxApplicationRequest",
    "SandboxCase",
    "SandboxMove",
    "SandboxPayment",
    "SandboxReliefRequest",
    "SandboxReliefRequestKind",
    "SandboxRevocation",
    "SandboxTime",
    "SandboxView",
    "ScoreList",
    "ScoreReplayDifference",
    "ScoreReplayDifferenceRecomputed",
    "ScoreReplayDifferenceRecorded",
    "ScoreReplayView",
    "ScoreReplayViewLibraries",
    "ScoreReplayViewRecorded",
    "ScoreShown",
    "ScoreView",
    "ScreeningLine",
    "ScreeningLineKind",
    "ScreeningReason",
    "ScreeningReasonWeight",
    "ScreeningStep",
    "ScreeningView",
    "ScreeningViewOutcome",
    "ScreeningViewStanding",
    "SecretOrigin",
    "SecretScoreView",
    "SecretScoreViewState",
    "Section",
    "SectionState",
    "Sections",
    "SegmentOutcomes",
    "SegmentRef",
    "SeriesColumn",
    "SeriesMonth",
    "SessionItem",
    "SessionList",
    "SessionView",
    "ShareView",
    "SharedThing",
    "SharedThingKind",
    "SheetCase",
    "SheetCaseChange",
    "SheetCaseFindings",
    "SheetFact",
    "SheetFactKind",
    "SheetRule",
    "SheetThreshold",
    "ShownView",
    "ShownViewShown",
    "SignedContract",
    "SignedDraft",
    "SoftwareEnrolment",
    "SoftwareSignature",
    "SourceShown",
    "SourceView",
    "SourceViewCause",
    "Spoke",
    "StandingView",
    "StandingViewDepth",
    "StatedRequest",
    "StatementView",
    "StatisticsCell",
    "StatisticsRow",
    "StatisticsTable",
    "StatisticsTile",
    "SubsidyShownView",
    "SupervisedBank",
    "SupervisedHeadView",
    "SupervisedReport",
    "SupervisedReportList",
    "SupervisedReportSummary",
    "SupervisedStep",
    "SupervisedStepAction",
    "SupplementRequest",
    "SupplementView",
    "SupportComment",
    "SupportReason",
    "SupportRequest",
    "SupportStep",
    "SupportView",
    "TakeUpRequest",
    "TakeWarning",
    "TakenUp",
    "Term",
    "TermView",
    "Terms",
    "TokenList",
    "TokenRequest",
    "TokenRequestRole",
    "TokenView",
    "TokenViewState",
    "TrailStep",
    "TrailStepWhat",
    "TrailView",
    "UncoveredRule",
    "UseView",
    "UseViewShown",
    "UsesView",
    "VerificationRequest",
    "VerificationStep",
    "VerificationView",
    "VersionBacktest",
    "VersionBacktestReportType0",
    "VersionBacktestState",
    "VersionList",
    "VersionRequest",
    "VersionReturning",
    "VersionSaving",
    "VersionSavingProductType0",
    "VersionStep",
    "VersionStepping",
    "VersionSummary",
    "VersionSummaryKind",
    "VersionSummaryState",
    "VersionVerdict",
    "VersionView",
    "VersionViewKind",
    "VersionViewProductType0",
    "VersionViewState",
    "WarningEvidence",
    "WarningLine",
    "WarningLineClosingType0",
    "WarningLineLevel",
    "WarningLineState",
    "WarningList",
    "WarningMeasure",
    "WarningMeasureRequest",
    "WarningMovement",
    "WarningPoint",
    "WarningReturn",
    "WarningSeries",
    "WarningStep",
    "WarningView",
    "WarningViewClosingType0",
    "WarningViewLevel",
    "WarningViewMayItem",
    "WarningViewState",
    "WatchFinding",
    "WatchFindingAskedItem",
    "WatchFindingOnItem",
    "WatchRequest",
    "WatchView",
    "WatchViewState",
    "WebAuthnEnrolment",
    "WebAuthnEnrolmentCredential",
    "WebAuthnSignature",
    "Why",
    "Wish",
    "WishMediaItem",
    "WishView",
    "WishesRequest",
    "WishesRequestAddresses",
    "WishesView",
    "WishesViewAddresses",
)
