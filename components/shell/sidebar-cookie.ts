/** Remembers the sidebar's width, so that the server renders the page at its final one. */
export const sidebarCookie = "callwright.sidebar";
