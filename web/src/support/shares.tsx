import { exactYuan } from "../format/money";
import { useText } from "../i18n/text";
import type { Support } from "./queries";

type Share = NonNullable<Support["guarantee"]>["shares"][number];
const NAMED = ["guarantor", "re-guarantor", "government"] as const;

/** Who bears what of a loss, and what each paid of one. */
export function Shares({ shares }: { shares: Share[] }) {
  const t = useText();
  const named = (party: string): string => {
    const known = NAMED.find((one) => one === party);
    return t(`support.party.${known ?? "bank"}`); // besides these there is only the bank that lends
  };
  return (
    <>
      {shares.map((one) => `${named(one.party)} ${one.percent}%${one.pays_fen == null ? "" : ` (${exactYuan(one.pays_fen)})`}`).join(" · ")}
    </>
  );
}
