import type { FieldProblem } from "@rahdari/api/client";
import { type FormEvent, useState } from "react";
import { useText } from "../i18n/text-context.tsx";
import { useSayNow } from "../i18n/use-words.ts";
import type { FormState } from "../state/form.ts";
import { type FieldFaults, formFaults } from "../state/request.ts";
import { useNames } from "../ui/names-context.tsx";
import { ErrorSummary } from "./error-summary.tsx";
import { otherProblems, troubles } from "./faults.ts";
import { MainFields } from "./main-fields.tsx";
import { MoreFields } from "./more-fields.tsx";

interface ShipmentFormProps {
  /** The shipment that the answer on show belongs to. */
  readonly form: FormState;
  readonly problems: readonly FieldProblem[];
  readonly onSubmit: (form: FormState) => void;
  readonly onReset: () => void;
}

/** The shipment as a form. What is typed stays here until it is sent. */
export function ShipmentForm({ form, problems, onSubmit, onReset }: ShipmentFormProps) {
  const { t } = useText();
  const [draft, setDraft] = useDraft(form);
  const [faults, setFaults] = useState<FieldFaults>({});
  const [open, setOpen] = useState(problems.length > 0);
  const say = useSayNow(useNames().known);
  const found = troubles(faults, problems, t, say);
  const others = otherProblems(problems).map((problem) => say(problem.said).text);
  const set = (part: Partial<FormState>) => setDraft({ ...draft, ...part });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const own = formFaults(draft);
    setFaults(own);
    if (Object.keys(own).length > 0) return;
    setOpen(false);
    onSubmit(draft);
  };
  const expanded = open || Object.keys(found).length > 0;
  return (
    <form className="shipment" onSubmit={submit} noValidate aria-labelledby="form-title" data-open={expanded}>
      <h2 id="form-title">{t("form.title")}</h2>
      <FormSummary form={form} expanded={expanded} onToggle={() => setOpen(!expanded)} />
      <div className="form-body" id="form-body">
        <ErrorSummary found={found} others={others} />
        <MainFields form={draft} set={set} found={found} />
        <MoreFields form={draft} set={set} found={found} />
        <div className="form-actions">
          <button type="submit" className="primary">
            {t("form.submit")}
          </button>
          <button type="button" className="plain" onClick={onReset}>
            {t("form.reset")}
          </button>
        </div>
      </div>
    </form>
  );
}

/** The draft follows the address when that changes (back, forward, a shared link), and only then. */
function useDraft(form: FormState): readonly [FormState, (draft: FormState) => void] {
  const key = JSON.stringify(form);
  const [seen, setSeen] = useState(key);
  const [draft, setDraft] = useState(form);
  if (key === seen) return [draft, setDraft];
  setSeen(key);
  setDraft(form);
  return [form, setDraft];
}

/** On a phone the form folds into one line once there is an answer. */
function FormSummary({
  form,
  expanded,
  onToggle,
}: {
  form: FormState;
  expanded: boolean;
  onToggle: () => void;
}) {
  const { t, format } = useText();
  const { place } = useNames();
  const ready = format.day(form.ready.slice(0, 10));
  const cargo =
    form.hs === ""
      ? t("form.summaryNoHs", { tonnes: form.tonnes, ready })
      : t("form.summary", { tonnes: form.tonnes, hs: form.hs, ready });
  return (
    <div className="form-summary">
      <p>
        <strong>
          <bdi>{place(form.from)}</bdi> – <bdi>{place(form.to)}</bdi>
        </strong>
        <span className="quiet">{cargo}</span>
      </p>
      <button type="button" aria-expanded={expanded} aria-controls="form-body" onClick={onToggle}>
        {expanded ? t("form.hide") : t("form.change")}
      </button>
    </div>
  );
}
