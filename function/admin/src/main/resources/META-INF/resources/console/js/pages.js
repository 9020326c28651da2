// Every page: where it is in the navigation, what it needs the right to see, and the module that is loaded for it.

/**
 * @typedef {object} Page
 * @property {string} title
 * @property {string} area of `rights.js`
 * @property {() => Promise<{default: Function}>} load
 * @property {() => Promise<{default: Function}>} [one] the page of a single thing, `#/keys/ID`
 */

/** @type {Record<string, Page>} */
export const PAGES = {
  overview: { title: "Overview", area: "usage", load: () => import("./pages/overview.js") },
  usage: { title: "Usage", area: "usage", load: () => import("./pages/usage.js") },
  requests: {
    title: "Requests",
    area: "requests",
    load: () => import("./pages/requests.js"),
    one: () => import("./pages/request.js"),
  },
  budgets: { title: "Budgets", area: "budgets", load: () => import("./pages/budgets.js") },
  keys: { title: "Keys", area: "keys", load: () => import("./pages/keys.js"), one: () => import("./pages/key.js") },
  teams: {
    title: "Teams",
    area: "teams",
    load: () => import("./pages/teams.js"),
    one: () => import("./pages/team.js"),
  },
  aliases: {
    title: "Aliases",
    area: "aliases",
    load: () => import("./pages/aliases.js"),
    one: () => import("./pages/alias.js"),
  },
  providers: {
    title: "Providers",
    area: "providers",
    load: () => import("./pages/providers.js"),
    one: () => import("./pages/provider.js"),
  },
  policies: {
    title: "Policies",
    area: "policies",
    load: () => import("./pages/policies.js"),
    one: () => import("./pages/policy.js"),
  },
  prices: { title: "Prices", area: "prices", load: () => import("./pages/prices.js") },
  config: {
    title: "Configuration",
    area: "config",
    load: () => import("./pages/config.js"),
    one: () => import("./pages/config-version.js"),
  },
  audit: { title: "Audit trail", area: "audit", load: () => import("./pages/audit.js") },
  try: { title: "Try it", area: "try", load: () => import("./pages/try.js") },
  start: { title: "Getting started", area: "start", load: () => import("./pages/start.js") },
};

/** The navigation, in groups. */
export const GROUPS = [
  { title: "Observe", pages: ["overview", "usage", "requests", "budgets"] },
  { title: "Access", pages: ["keys", "teams"] },
  { title: "Gateway", pages: ["aliases", "providers", "policies", "prices", "config", "audit"] },
  { title: "Develop", pages: ["try", "start"] },
];
