import { useEffect, useRef } from "react";
import { useText } from "../i18n/text-context.tsx";
import type { FieldName } from "../state/request.ts";
import { controlId, type Troubles } from "./faults.ts";

/** All errors above the form, each a link to its field; takes the focus when it appears. */
export function ErrorSummary({ found, others }: { found: Troubles; others: readonly string[] }) {
  const { t } = useText();
  const box = useRef<HTMLDivElement>(null);
  const entries = Object.entries(found) as [FieldName, { text: string }][];
  const count = entries.length + others.length;
  const signature = JSON.stringify([entries.map(([field]) => field), others]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new set of errors is the event to react to
  useEffect(() => {
    if (count > 0) box.current?.focus();
  }, [signature]);
  if (count === 0) return null;
  return (
    <div ref={box} className="error-summary" tabIndex={-1} role="alert">
      <p className="notice-title">{t("form.errorTitle", { n: count })}</p>
      <ul>
        {entries.map(([field, trouble]) => (
          <li key={field}>
            <a href={`#${controlId(field)}`} onClick={(event) => focusField(event, field)}>
              <bdi>{trouble.text}</bdi>
            </a>
          </li>
        ))}
        {others.map((text) => (
          <li key={text} dir="auto">
            {text}
          </li>
        ))}
      </ul>
    </div>
  );
}

function focusField(event: { preventDefault(): void }, field: FieldName): void {
  event.preventDefault();
  const control = document.getElementById(controlId(field));
  control?.closest("details")?.setAttribute("open", "");
  control?.focus();
}
