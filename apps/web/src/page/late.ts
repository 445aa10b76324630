/** What an answer is told by. It is fetched in one piece while the plan is worked out, not before the form. */
export { OptionDetail } from "../detail/option-detail.tsx";
export { RejectedList } from "../detail/rejected.tsx";
export { ExportBar } from "../export/export-bar.tsx";
export { PrintHead } from "./print-head.tsx";
