import { useNode } from "../api/queries";
import { useText } from "../i18n/text";

/** On every page of a sandbox's node, the door too: nothing here is real. */
export function SandboxBanner() {
  const t = useText();
  const node = useNode();
  if (node.data?.environment !== "sandbox") return null;
  return (
    <div className="sandbox-banner" role="status">
      {t("shell.sandbox")}
    </div>
  );
}
