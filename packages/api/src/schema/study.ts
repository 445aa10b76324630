import { BacktestReport as Backtest, ClaimReport as Claim } from "@rahdari/planner";
import { z } from "zod";

export const STUDY_FORMATS = ["json", "text"] as const;
export type StudyFormat = (typeof STUDY_FORMATS)[number];
export const StudyQuery = z.object({ format: z.enum(STUDY_FORMATS).default("json") });

export const BacktestReport = Backtest.meta({ id: "BacktestReport" });
export const ClaimReport = Claim.meta({ id: "ClaimReport" });
export type ClaimReport = z.infer<typeof ClaimReport>;
