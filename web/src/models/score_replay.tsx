import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Flex } from "antd";

import { answer, client } from "../api/client";
import type { Score } from "../api/models";
import { useText } from "../i18n/text";
import { Problem } from "../page/problem";

/** Recomputes a past score from its record, with the very file that gave it. */
export function ScoreReplay({ score }: { score: Score }) {
  const t = useText();
  const replay = useMutation({
    mutationFn: () => answer(client.POST("/api/v1/scores/{id}/replay", { params: { path: { id: score.id } } })),
  });
  if (!score.model.digest) return null; // of an earlier release, or computed in secret: there is no record here
  return (
    <Flex vertical gap={8} align="flex-start" className="section-title">
      <Button size="small" loading={replay.isPending} onClick={() => replay.mutate()}>
        {t("score.replay")}
      </Button>
      {replay.isError && <Problem error={replay.error} />}
      {replay.data &&
        (replay.data.identical ? (
          <Alert type="success" showIcon title={t("score.replay.same", { model: replay.data.models.join(", ") })} />
        ) : (
          <Alert type="error" showIcon title={t("score.replay.differs")} />
        ))}
    </Flex>
  );
}
