import { useQuery } from "@tanstack/react-query";
import { getClaim } from "../api/client.ts";
import type { ClaimPair } from "../api/contract.ts";
import { useText } from "../i18n/text-context.tsx";
import { Failure } from "../page/failure.tsx";
import { useNames } from "../ui/names-context.tsx";
import { ClaimComparisons, ClaimWays } from "./claim-tables.tsx";
import { useClaimText } from "./use-claim-text.ts";

/** The sentence "20-30 % shorter" tested for each main pair against each alternative. */
export function ClaimPage() {
  const { lang, format } = useText();
  const t = useClaimText();
  const claim = useQuery({ queryKey: ["claim"], queryFn: ({ signal }) => getClaim(signal) });
  return (
    <main className="claim-page" id="results">
      <p>
        <a href={`/?lang=${lang}`}>{t("claim.back")}</a>
      </p>
      <h2>{t("claim.title")}</h2>
      <p>{t("claim.intro")}</p>
      {claim.isPending && <p role="status">{t("claim.loading")}</p>}
      {claim.isError && <Failure error={claim.error} kept={false} onRetry={() => void claim.refetch()} />}
      {claim.data !== undefined && (
        <>
          <p className="quiet">{t("claim.asOf", { date: format.day(claim.data.ready) })}</p>
          {claim.data.pairs.map((pair) => (
            <PairSection key={`${pair.from}-${pair.to}`} pair={pair} />
          ))}
        </>
      )}
    </main>
  );
}

function PairSection({ pair }: { pair: ClaimPair }) {
  const names = useNames();
  const title = `${names.place(pair.from)} – ${names.place(pair.to)}`;
  return (
    <section aria-label={title} className="panel">
      <h3>
        <bdi>{title}</bdi>
      </h3>
      <ClaimWays pair={pair} label={title} />
      <ClaimComparisons pair={pair} label={title} />
    </section>
  );
}
