import { type CheckCases, text, type UniqueCases } from "./case";

export const viewChecks: CheckCases = {
  saved_views_page_is_a_path: {
    table: "saved_views",
    refused: ["", "calls", "/", "/calls/", "/Calls", "//calls", "/calls?a"].map((page) => ({ page: text(page) })),
    accepted: [{ page: text("/calls") }, { page: text("/follow-ups/done") }],
  },
  saved_views_name_says_something: {
    table: "saved_views",
    refused: ["", " ", " Hot", "Hot "].map((name) => ({ name: text(name) })),
    accepted: [{ name: text("Hot leads") }],
  },
};

const view = { name: text("Hot") };
export const viewUniques: UniqueCases = {
  saved_views_user_id_page_name_key: {
    table: "saved_views",
    refused: [view, view],
    accepted: [[view, { ...view, page: text("/leads") }]],
  },
};
