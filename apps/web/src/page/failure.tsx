import { RequestFailure } from "@rahdari/api/client";
import { useText } from "../i18n/text-context.tsx";
import { useSayNow } from "../i18n/use-words.ts";
import { useNames } from "../ui/names-context.tsx";
import { Notice } from "../ui/notice.tsx";
import { SaidText } from "../ui/said-text.tsx";
import { useOnline } from "./use-online.ts";

interface FailureProps {
  readonly error: Error;
  /** Whether an earlier answer stays on show. */
  readonly kept: boolean;
  readonly onRetry: () => void;
}

/** Why no new answer came, and what to do. */
export function Failure({ error, kept, onRetry }: FailureProps) {
  const { t } = useText();
  const online = useOnline();
  const failure = error instanceof RequestFailure ? error : new RequestFailure("answer", error.message);
  const retry = (
    <button type="button" onClick={onRetry}>
      {t("status.retry")}
    </button>
  );
  if (failure.kind === "network") return <Unreached online={online} kept={kept} retry={retry} />;
  return (
    <Notice
      tone="error"
      title={t(TITLES[failure.kind])}
      action={failure.kind === "refused" ? undefined : retry}
    >
      <p>{failure.kind === "busy" ? <BusyWord failure={failure} /> : <ServerWord failure={failure} />}</p>
      {kept && <p>{t("status.keptAnswer")}</p>}
    </Notice>
  );
}

const TITLES = {
  refused: "status.refusedTitle",
  busy: "status.busyTitle",
  server: "status.serverTitle",
  answer: "status.answerTitle",
} as const;

/** Each fault in the page's language; where the server names none, its own words. */
function ServerWord({ failure }: { failure: RequestFailure }) {
  const say = useSayNow(useNames().known);
  if (failure.errors.length === 0) return <SaidText said={{ text: failure.message, own: false }} />;
  return failure.errors.map(({ pointer, said }) => (
    <span key={pointer + said.text}>
      <SaidText said={say(said)} />{" "}
    </span>
  ));
}

function BusyWord({ failure }: { failure: RequestFailure }) {
  const { t } = useText();
  return failure.retryAfter === null ? t("status.busyText") : t("status.busyWait", { n: failure.retryAfter });
}

function Unreached({ online, kept, retry }: { online: boolean; kept: boolean; retry: React.ReactNode }) {
  const { t } = useText();
  const title = t(online ? "status.networkTitle" : "status.offlineTitle");
  const fresh = t(online ? "status.networkText" : "status.offlineNone");
  const old = t(online ? "status.keptAnswer" : "status.offlineKept");
  return (
    <Notice tone={kept ? "warn" : "error"} title={title} action={retry}>
      <p>{kept ? old : fresh}</p>
    </Notice>
  );
}
