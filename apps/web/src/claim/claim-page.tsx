import { useQuery } from "@tanstack/react-query";
import { getClaim } from "../api/client.ts";
import type { ClaimPair } from "../api/contract.ts";
import { type ClaimPhrases, loadClaimPhrases } from "../i18n/claim-phrases.ts";
import { useText } from "../i18n/text-context.tsx";
import { Failure } from "../page/failure.tsx";
import { useNames } from "../ui/names-context.tsx";
import { ClaimComparisons, ClaimWays } from "./claim-tables.tsx";

/** The sentence "20-30 % shorter" tested for each main pair against each alternative. */
export function ClaimPage() {
  const { lang } = useText();
  const phrases = useQuery({ queryKey: ["claim-phrases", lang], queryFn: () => loadClaimPhrases(lang) });
  return phrases.data === undefined ? null : <Claim phrases={phrases.data} />;
}

function Claim({ phrases }: { phrases: ClaimPhrases }) {
  const { lang, format } = useText();
  const { say } = phrases;
  const claim = useQuery({ queryKey: ["claim"], queryFn: ({ signal }) => getClaim(signal) });
  return (
    <main className="claim-page" id="results">
      <p>
        <a href={`/?lang=${lang}`}>{say("back")}</a>
      </p>
      <h2>{say("title")}</h2>
      <p>{say("intro")}</p>
      {claim.isPending && <p role="status">{say("loading")}</p>}
      {claim.isError && <Failure error={claim.error} kept={false} onRetry={() => void claim.refetch()} />}
      {claim.data !== undefined && (
        <>
          <p className="quiet">{say("asOf", { date: format.day(claim.data.ready) })}</p>
          {claim.data.pairs.map((pair) => (
            <PairSection key={`${pair.from}-${pair.to}`} pair={pair} phrases={phrases} />
          ))}
        </>
      )}
    </main>
  );
}

function PairSection({ pair, phrases }: { pair: ClaimPair; phrases: ClaimPhrases }) {
  const names = useNames();
  const title = `${names.place(pair.from)} – ${names.place(pair.to)}`;
  return (
    <section aria-label={title} className="panel">
      <h3>
        <bdi>{title}</bdi>
      </h3>
      <ClaimWays pair={pair} label={title} phrases={phrases} />
      <ClaimComparisons pair={pair} label={title} phrases={phrases} />
    </section>
  );
}
