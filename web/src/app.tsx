import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { App as AntApp, ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { lazy, Suspense, type ReactNode } from "react";
import { BrowserRouter, Route, Routes } from "react-router";

import { ApiError } from "./api/errors";
import { useNode, useSession } from "./api/queries";
import { FONT } from "./charts/font";
import { maySteer } from "./computations/steering";
import { LanguageProvider, useLanguage } from "./i18n/text";
import { Loaded } from "./page/loaded";
import { NotFound } from "./page/not_found";
import { StalePage } from "./page/stale_page";
import { portalOf, seesComputations, seesCore, seesModels, seesPeople, seesStudio, seesSupport, seesTables, supervisesModels, type Portal } from "./shell/portals";
import { SandboxBanner } from "./shell/sandbox_banner";
import { Shell } from "./shell/shell";

const AccountPage = lazy(() => import("./account/account_page"));
const NotificationsPage = lazy(() => import("./notifications/notifications_page"));
const PeoplePage = lazy(() => import("./people/people_page"));
const InvitationPage = lazy(() => import("./session/invitation_page"));
const SignInPage = lazy(() => import("./session/sign_in_page"));
const HomePage = lazy(() => import("./score/home_page"));
const OwnPortraitPage = lazy(() => import("./portrait/own_portrait_page"));
const EnrolmentPage = lazy(() => import("./enrolment/enrolment_page"));
const ScoreConsentPage = lazy(() => import("./grants/score_consent_page"));
const GrantsPage = lazy(() => import("./grants/grants_page"));
const OpinionPage = lazy(() => import("./opinion/opinion_page"));
const UsesPage = lazy(() => import("./uses/uses_page"));
const NeedsPage = lazy(() => import("./needs/needs_page"));
const BoardPage = lazy(() => import("./needs/board_page"));
const MatchesPage = lazy(() => import("./products/matches_page"));
const ProductsPage = lazy(() => import("./products/products_page"));
const ApplyPage = lazy(() => import("./applications/apply_page"));
const ApplicationsPage = lazy(() => import("./applications/applications_page"));
const ApplicationPage = lazy(() => import("./applications/application_page"));
const InboxPage = lazy(() => import("./applications/inbox_page"));
const ReviewPage = lazy(() => import("./applications/review_page"));
const DecisionPage = lazy(() => import("./decisions/decision_page"));
const LoansPage = lazy(() => import("./loans/loans_page"));
const LoanPage = lazy(() => import("./loans/loan_page"));
const ReliefsPage = lazy(() => import("./servicing/reliefs_page"));
const ReliefPage = lazy(() => import("./servicing/relief_page"));
const WarningsPage = lazy(() => import("./warnings/warnings_page"));
const WarningPage = lazy(() => import("./warnings/warning_page"));
const MonitoringConsentPage = lazy(() => import("./warnings/monitoring_consent_page"));
const NodePage = lazy(() => import("./node/node_page"));
const ComputationsPage = lazy(() => import("./computations/computations_page"));
const ComputationPage = lazy(() => import("./computations/computation_page"));
const ProposePage = lazy(() => import("./computations/propose_page"));
const MandatesPage = lazy(() => import("./computations/mandates_page"));
const MandatePage = lazy(() => import("./computations/mandate_page"));
const ModelsPage = lazy(() => import("./models/models_page"));
const ModelPage = lazy(() => import("./models/model_page"));
const AdjustPage = lazy(() => import("./models/adjust_page"));
const RegisterPage = lazy(() => import("./models/register_page"));
const MonitoringPage = lazy(() => import("./models/monitoring_page"));
const StatisticsPage = lazy(() => import("./statistics/statistics_page"));
const SupervisedPage = lazy(() => import("./models/supervised_page"));
const StudioPage = lazy(() => import("./studio/studio_page"));
const VersionPage = lazy(() => import("./studio/version_page"));
const NewProductPage = lazy(() => import("./studio/new_product_page"));
const GuaranteesPage = lazy(() => import("./support/guarantees_page"));
const CampaignsPage = lazy(() => import("./support/campaigns_page"));
const PublicListsPage = lazy(() => import("./support/public_lists_page"));
const ListsPage = lazy(() => import("./support/lists_page"));
const TablesPage = lazy(() => import("./tables/tables_page"));
const CorePage = lazy(() => import("./core/core_page"));
const ReconciliationPage = lazy(() => import("./core/reconciliation_page"));
const ReturnPage = lazy(() => import("./identities/return_page"));
const ReceiptPage = lazy(() => import("./receipts/receipt_page"));

/** Darker than the library's own: small text in these colours must reach 4.5:1 on its ground (WCAG 2.1, 1.4.3). */
const READABLE = {
  colorTextDescription: "#556274",
  colorTextTertiary: "#556274",
  colorTextPlaceholder: "#667085",
  colorError: "#c62828",
};

const ROUTES: Record<Portal, ReactNode> = {
  enterprise: (
    <>
      <Route index element={<HomePage />} />
      <Route path="portrait" element={<OwnPortraitPage />} />
      <Route path="enrolment" element={<EnrolmentPage />} />
      <Route path="consent" element={<ScoreConsentPage />} />
      <Route path="grants" element={<GrantsPage />} />
      <Route path="uses" element={<UsesPage />} />
      <Route path="opinion" element={<OpinionPage />} />
      <Route path="needs" element={<NeedsPage />} />
      <Route path="matches" element={<MatchesPage />} />
      <Route path="white-lists" element={<PublicListsPage />} />
      <Route path="apply/:product" element={<ApplyPage />} />
      <Route path="applications" element={<ApplicationsPage />} />
      <Route path="applications/:id" element={<ApplicationPage />} />
      <Route path="loans" element={<LoansPage />} />
      <Route path="loans/:id" element={<LoanPage />} />
      <Route path="monitoring/:lender" element={<MonitoringConsentPage />} />
      <Route path="reliefs" element={<ReliefsPage />} />
      <Route path="reliefs/:id" element={<ReliefPage />} />
    </>
  ),
  bank: (
    <>
      <Route index element={<InboxPage />} />
      <Route path="board" element={<BoardPage />} />
      <Route path="applications/:id" element={<ReviewPage />} />
      <Route path="decisions/:id" element={<DecisionPage />} />
      <Route path="products" element={<ProductsPage />} />
      <Route path="loans" element={<LoansPage />} />
      <Route path="loans/:id" element={<LoanPage />} />
      <Route path="reliefs" element={<ReliefsPage />} />
      <Route path="reliefs/:id" element={<ReliefPage />} />
      <Route path="warnings" element={<WarningsPage />} />
      <Route path="warnings/:id" element={<WarningPage />} />
      <Route path="node" element={<NodePage />} />
    </>
  ),
  audit: (
    <>
      <Route index element={<NodePage />} />
      <Route path="decisions/:id" element={<DecisionPage />} />
    </>
  ),
  node: <Route index element={<NodePage />} />,
};

const COMPUTING = (
  <>
    <Route path="computations" element={<ComputationsPage />} />
    <Route path="computations/:id" element={<ComputationPage />} />
    <Route path="mandates" element={<MandatesPage />} />
  </>
);

const STEERING = (
  <>
    <Route path="computations/new" element={<ProposePage />} />
    <Route path="mandates/new" element={<MandatePage />} />
  </>
);

const MODELS = (
  <>
    <Route path="models" element={<ModelsPage />} />
    <Route path="models/new" element={<RegisterPage />} />
    <Route path="models/adjust" element={<AdjustPage />} />
    <Route path="models/monitoring" element={<MonitoringPage />} />
    <Route path="models/:digest" element={<ModelPage />} />
  </>
);

const STUDIO = (
  <>
    <Route path="studio" element={<StudioPage />} />
    <Route path="studio/new" element={<NewProductPage />} />
    <Route path="studio/:id" element={<VersionPage />} />
  </>
);

const TABLES = <Route path="tables" element={<TablesPage />} />;

const CORE = (
  <>
    <Route path="core" element={<CorePage />} />
    <Route path="core/:id" element={<ReconciliationPage />} />
  </>
);

const SUPPORT = (
  <>
    <Route path="guarantees" element={<GuaranteesPage />} />
    <Route path="campaigns" element={<CampaignsPage />} />
    <Route path="white-lists" element={<ListsPage />} />
  </>
);

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => error instanceof ApiError && error.retriable && failures < 1,
    },
  },
});

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <LanguageProvider>
        <Themed>
          <BrowserRouter>
            <Suspense>
              <Routes>
                <Route path="/sign-in/:name" element={<ReturnPage />} />
                <Route path="*" element={<Doors />} />
              </Routes>
            </Suspense>
          </BrowserRouter>
        </Themed>
      </LanguageProvider>
    </QueryClientProvider>
  );
}

function Themed({ children }: { children: ReactNode }) {
  const language = useLanguage();
  return (
    <ConfigProvider
      locale={language === "en" ? enUS : zhCN}
      theme={{
        cssVar: { key: "puhui" },
        token: { colorPrimary: "#1257c4", colorInfo: "#1257c4", colorLink: "#1257c4", colorLinkHover: "#0d4399", borderRadius: 8, fontFamily: FONT, colorBgLayout: "#f4f6f9", ...READABLE },
        components: { Layout: { headerBg: "#fff", bodyBg: "#f4f6f9", footerBg: "#f4f6f9" } },
      }}
    >
      <AntApp>
        <StalePage />
        <SandboxBanner />
        {children}
      </AntApp>
    </ConfigProvider>
  );
}

/** Nobody signed in sees the door of the node; everybody else the pages of their portal. */
function Doors() {
  const session = useSession();
  const node = useNode();
  return (
    <Loaded query={session}>
      {(person) =>
        person === null ? (
          <Routes>
            <Route path="/invitation" element={<InvitationPage />} />
            <Route path="*" element={<SignInPage />} />
          </Routes>
        ) : (
          <Loaded query={node}>
            {(info) => (
              <Routes>
                <Route element={<Shell session={person} node={info} />}>
                  {ROUTES[portalOf(person, info.role)]}
                  {seesModels(person, info.role) && MODELS}
                  {seesStudio(person, info.role) && STUDIO}
                  {seesTables(person, info.role) && TABLES}
                  {seesCore(person, info.role) && CORE}
                  {seesSupport(person, info.role) && SUPPORT}
                  {supervisesModels(person, info.role) && <Route path="models" element={<SupervisedPage />} />}
                  {supervisesModels(person, info.role) && <Route path="statistics" element={<StatisticsPage />} />}
                  {seesComputations(person, info.role) && COMPUTING}
                  {seesComputations(person, info.role) && maySteer(person) && STEERING}
                  {seesPeople(person) && <Route path="people" element={<PeoplePage />} />}
                  <Route path="account" element={<AccountPage />} />
                  <Route path="notifications" element={<NotificationsPage />} />
                  <Route path="receipts/:entry" element={<ReceiptPage />} />
                  <Route path="*" element={<NotFound />} />
                </Route>
              </Routes>
            )}
          </Loaded>
        )
      }
    </Loaded>
  );
}
