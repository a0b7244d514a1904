/** The nouns of the web API under short names. Their one definition is the generated schema beside this file. */

import type { components } from "./schema";

type Schemas = components["schemas"];

export type Advice = Schemas["AdviceView"];
export type Application = Schemas["ApplicationView"];
export type Computation = Schemas["ComputationView"];
export type ComputationOptions = Schemas["ComputationOptions"];
export type ComputationRequest = Schemas["ComputationRequest"];
export type ConsentDraft = Schemas["DraftView"];
export type ConsentItem = Schemas["DraftItem"];
export type ContractDraft = Schemas["ContractDraftView"];
export type DatasetChoice = Schemas["DatasetChoice"];
export type Decision = Schemas["DecisionView"];
export type DecisionRequest = Schemas["DecisionRequest"];
export type Enterprise = Schemas["EnterpriseView"];
export type Grant = Schemas["GrantView"];
export type Indicator = Schemas["IndicatorView"];
export type Instalment = Schemas["InstalmentView"];
export type Limit = Schemas["LimitView"];
export type Loan = Schemas["LoanView"];
export type Mandate = Schemas["MandateView"];
export type MandateRequest = Schemas["MandateRequest"];
export type Match = Schemas["MatchView"];
export type Model = Schemas["ModelView"];
export type ModelComparison = Schemas["ComparisonView"];
export type ModelList = Schemas["ModelList"];
export type ModelReport = Schemas["ModelReportView"];
export type NodeInfo = Schemas["NodeView"];
export type Plan = Schemas["PlanView"];
export type Portrait = Schemas["Portrait"];
export type Price = Schemas["PriceView"];
export type Product = Schemas["ProductView"];
export type RadarAxis = Schemas["RadarAxis"];
export type Recommendation = Schemas["RecommendationView"];
export type Rule = Schemas["RuleView"];
export type Score = Schemas["ScoreView"];
export type SecretScore = Schemas["SecretScoreView"];
export type Session = Schemas["SessionView"];
export type Step = Schemas["Event"];
export type SubjectSignature = Schemas["WebAuthnSignature"];
export type Term = Schemas["TermView"];
export type Uses = Schemas["UsesView"];
export type Verification = Schemas["VerificationView"];
