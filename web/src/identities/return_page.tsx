import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Card, Spin } from "antd";
import { useEffect, useRef } from "react";
import { useNavigate, useParams } from "react-router";

import { answer, client } from "../api/client";
import { LanguageSwitch } from "../i18n/language_switch";
import { useText } from "../i18n/text";
import { Problem } from "../page/problem";
import { Logo } from "../shell/logo";
import { takeKept } from "./queries";

/** Where a provider sends the browser back to: hands what it brought to the node, once, and goes on. */
export default function ReturnPage() {
  const t = useText();
  const { name = "" } = useParams();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const isSent = useRef(false);
  const back = useMutation({
    mutationFn: async () => {
      const told = new URLSearchParams(window.location.search);
      // The code has no place in the browser's history.
      window.history.replaceState(null, "", window.location.pathname);
      const { page, invitation } = takeKept();
      const [state, code, error] = ["state", "code", "error"].map((key) => told.get(key) ?? "");
      const body = { state: state ?? "", code: code ?? "", iss: told.get("iss"), error: error ?? "", invitation };
      await answer(client.POST("/api/v1/session/providers/{name}/return", { params: { path: { name } }, body }));
      return page;
    },
    onSuccess: async (page) => {
      await queries.resetQueries();
      void navigate(page, { replace: true });
    },
  });
  useEffect(() => {
    if (isSent.current) return;
    isSent.current = true;
    back.mutate();
  }, [back]);
  return (
    <main className="invitation">
      <div className="door-language">
        <LanguageSwitch />
      </div>
      <Logo />
      <Card>
        {back.isError ? (
          <>
            <Problem error={back.error} />
            <Button type="primary" block onClick={() => void navigate("/", { replace: true })}>
              {t("identities.again")}
            </Button>
          </>
        ) : (
          <div role="status" className="returning">
            <Spin /> {t("identities.returning")}
          </div>
        )}
      </Card>
    </main>
  );
}
