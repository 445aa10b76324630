import type { Format, PlanRequestInput, StudyFormat } from "@rahdari/api";
import type { PlanIssue } from "@rahdari/planner";

/** What a worker is asked to do: posted to it as is, so plain data only. */
export type Job =
  | {
      readonly kind: "plan";
      readonly request: PlanRequestInput;
      readonly format: Format;
      /** Where the shipment is and since when, to plan on from there. */
      readonly at?: { readonly place: string; readonly on: string };
    }
  | { readonly kind: "crossing"; readonly id: string; readonly on: string; readonly asOf: string }
  | { readonly kind: "backtest"; readonly format: StudyFormat }
  | { readonly kind: "claim"; readonly format: StudyFormat };

/** What comes back: the answer already written out, a refusal for the asker, or our own fault. */
export type Outcome =
  | { readonly kind: "done"; readonly body: string }
  | {
      readonly kind: "refused";
      readonly code: string;
      readonly message: string;
      readonly issues: readonly PlanIssue[];
    }
  | { readonly kind: "failed"; readonly error: string };
