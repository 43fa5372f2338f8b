import { createView, deleteView, orderViews, renameView, replaceView } from "./actions";

/** What the tabs above a list do with its saved views. */
export const viewActions = {
  create: createView,
  rename: renameView,
  replace: replaceView,
  remove: deleteView,
  order: orderViews,
};
