const KEY = "tollgate.theme";

/** @typedef {"system" | "light" | "dark"} Theme */

/** @returns {Theme} what the reader has chosen */
export function theme() {
  return /** @type {Theme} */ (localStorage.getItem(KEY) ?? "system");
}

/** @param {Theme} chosen */
export function setTheme(chosen) {
  if (chosen === "system") {
    localStorage.removeItem(KEY);
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem(KEY, chosen);
    document.documentElement.dataset.theme = chosen;
  }
  dispatchEvent(new Event("theme"));
}

/** Calls `listener` when the colours change, by choice or with the system. Returns what ends that. */
export function onTheme(listener) {
  const system = matchMedia("(prefers-color-scheme: dark)");
  addEventListener("theme", listener);
  system.addEventListener("change", listener);
  return () => {
    removeEventListener("theme", listener);
    system.removeEventListener("change", listener);
  };
}
