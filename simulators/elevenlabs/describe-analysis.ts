import type { Findings } from "./call-types";
import { collectItems } from "./collected-items";
import type { AnalysisPayload, CriterionPayload } from "./payload-types";

/** `analysis`: two criteria, `qualified_lead` (0 to 100) and `request_resolved`, and the collected data. */
export function describeAnalysis(findings: Findings): AnalysisPayload {
  const score = qualify(findings);
  return {
    evaluation_criteria_results: {
      qualified_lead: judgeLead(findings, score),
      request_resolved: judgeRequest(findings),
    },
    data_collection_results: collectItems(findings),
    call_successful: findings.successful,
    call_success_score: score === null ? null : score / 100,
    transcript_summary: findings.summary,
    call_summary_title: findings.title,
  };
}

function qualify({ intent, urgency, budget, fit }: Findings): number | null {
  const scores = [intent.score, urgency.score, budget.score, fit.score].filter((score) => score !== null);
  if (scores.length === 0) return null;
  return Math.round(scores.reduce((sum, score) => sum + score, 0) / scores.length);
}

function judgeLead({ intent }: Findings, score: number | null): CriterionPayload {
  return {
    criteria_id: "qualified_lead",
    result: score === null ? "unknown" : score >= 60 ? "success" : "failure",
    rationale: intent.rationale,
    scoring_mode: "numeric_uniform",
    score,
    max_score: 100,
  };
}

function judgeRequest({ requestResolved, nextSteps }: Findings): CriterionPayload {
  return {
    criteria_id: "request_resolved",
    result: requestResolved === null ? "unknown" : requestResolved ? "success" : "failure",
    rationale: requestResolved ? "The caller got what they asked for." : nextSteps.rationale,
    scoring_mode: "binary",
    score: null,
    max_score: null,
  };
}
