import type { SourceRecord } from "../api/contract.ts";
import { useText } from "../i18n/text-context.tsx";
import { useNames } from "./names-context.tsx";
import { SaidText } from "./said-text.tsx";

/** Short numbered links to sources, each with its full name for readers and on hover. */
export function SourceMarks({ ids }: { ids: readonly string[] }) {
  const { t } = useText();
  const { source } = useNames();
  if (ids.length === 0) return null;
  return (
    <span className="source-marks">
      {ids.map((id, index) => {
        const record = source(id);
        const label = t("source.one", { n: index + 1, name: record?.note ?? id });
        const href = safeUrl(record);
        return href === null ? (
          <span key={id} className="source-mark" title={label} data-source={id}>
            <bdi>[{index + 1}]</bdi>
          </span>
        ) : (
          <a
            key={id}
            className="source-mark"
            data-source={id}
            href={href}
            title={label}
            aria-label={label}
            target="_blank"
            rel="noreferrer noopener"
          >
            <bdi>[{index + 1}]</bdi>
          </a>
        );
      })}
    </span>
  );
}

/** Full list of sources with their dates. */
export function SourceList({ ids }: { ids: readonly string[] }) {
  const { t, format } = useText();
  const { source } = useNames();
  if (ids.length === 0) return <p className="quiet">{t("source.none")}</p>;
  return (
    <ul className="source-list">
      {ids.map((id) => {
        const record = source(id);
        const href = safeUrl(record);
        return (
          <li key={id}>
            <bdi className="ident">
              {href === null ? (
                id
              ) : (
                <a href={href} target="_blank" rel="noreferrer noopener">
                  {id}
                </a>
              )}
            </bdi>
            {record?.date !== undefined && <span className="quiet"> {format.day(record.date)}</span>}
            {record?.note !== undefined && (
              <span className="source-note">
                <SaidText said={{ text: record.note, own: false }} />
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Address of a source when it is one that a browser may safely follow. */
export function safeUrl(record: SourceRecord | undefined): string | null {
  if (record?.url === undefined) return null;
  try {
    const url = new URL(record.url);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}
