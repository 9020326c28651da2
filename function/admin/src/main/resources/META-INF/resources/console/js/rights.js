// Which role sees what. The server decides; the console only hides what it would refuse.

const EVERYONE = ["admin", "team_admin", "developer", "viewer", "finance"];

const READERS = {
  usage: EVERYONE,
  requests: ["admin", "finance", "viewer", "team_admin"],
  budgets: ["admin", "finance", "viewer", "team_admin"],
  keys: ["admin", "viewer", "team_admin", "developer"],
  teams: EVERYONE,
  aliases: ["admin", "viewer", "team_admin", "developer"],
  providers: ["admin", "viewer"],
  policies: ["admin", "viewer"],
  prices: ["admin", "viewer", "finance"],
  config: ["admin", "viewer"],
  audit: ["admin"],
  try: EVERYONE,
  start: EVERYONE,
};

const WRITERS = {
  keys: ["admin", "team_admin", "developer"],
  teams: ["admin", "team_admin"],
  cache: ["admin"],
  import: ["admin", "team_admin"],
};

/** @param {import("./session.js").Me} me */
export function maySee(me, area) {
  return READERS[area].includes(me.role);
}

/** @param {import("./session.js").Me} me */
export function mayChange(me, area) {
  return (WRITERS[area] ?? ["admin"]).includes(me.role);
}
