import { html, useEffect, useRef, useState } from "../preact.js";
import { GROUPS, PAGES } from "../pages.js";
import { to, useRoute } from "../router.js";
import { setTheme, theme } from "../theme.js";
import { useSession } from "./context.js";
import { GoTo } from "./goto.js";
import { Head } from "./head.js";
import { Failure, Waiting } from "./states.js";

/** The frame around every page: navigation, account, and the page of the address. */
export function Shell({ signOut }) {
  const route = useRoute();
  const drawer = useRef(null);
  const [searching, setSearching] = useState(false);
  useEffect(() => shortcuts(() => setSearching(true)), []);
  useEffect(() => drawer.current.close(), [route.path]);

  const skip = (event) => {
    event.preventDefault();
    document.querySelector("h1")?.focus();
  };
  const sidebar = html`<${Sidebar} current=${route.segments[0] ?? "overview"} signOut=${signOut}
    search=${() => setSearching(true)} />`;
  return html`
    <a class="skip" href="#main" onClick=${skip}>Skip to the page</a>
    <div class="shell">
      ${sidebar}
      <header class="topbar">
        <a class="brand" href="#/"><img src="favicon.svg" alt="" /> Tollgate</a>
        <button class="nav-toggle" aria-haspopup="dialog" onClick=${() => drawer.current.showModal()}>Menu</button>
      </header>
      <main class="page" id="main"><${CurrentPage} route=${route} /></main>
    </div>
    <dialog class="drawer" ref=${drawer} aria-label="Menu"
      onClick=${(event) => event.target === drawer.current && drawer.current.close()}>
      ${sidebar}
    </dialog>
    ${searching && html`<${GoTo} onClose=${() => setSearching(false)} />`}`;
}

function Sidebar({ current, signOut, search }) {
  const { me, login, see } = useSession();
  return html`
    <aside class="sidebar" aria-label="Navigation">
      <a class="brand" href="#/"><img src="favicon.svg" alt="" /> Tollgate</a>
      <button onClick=${search}>Go to… <kbd>/</kbd></button>
      <nav class="nav" aria-label="Pages">
        ${GROUPS.map(({ title, pages }) => {
          const visible = pages.filter((name) => see(PAGES[name].area));
          return visible.length > 0 && html`
            <div>
              <h2>${title}</h2>
              <ul>${visible.map((name) => html`
                <li><a href=${name === "overview" ? "#/" : to(name)}
                  aria-current=${name === current ? "page" : undefined}>
                  ${PAGES[name].title}</a></li>`)}
              </ul>
            </div>`;
        })}
      </nav>
      <div class="account">
        <div>
          <div class="account-name" title=${me.subject}>${me.name || me.subject}</div>
          <div class="small quiet">${ROLES[me.role]}${me.teams.length > 0 ? ` · ${me.teams.join(", ")}` : ""}</div>
        </div>
        <${ThemeSwitch} />
        <button class="slim" onClick=${signOut}>Sign out</button>
        <div class="small quiet">${login.version}</div>
      </div>
    </aside>`;
}

const ROLES = {
  admin: "Administrator",
  team_admin: "Team administrator",
  developer: "Developer",
  viewer: "Viewer",
  finance: "Finance",
};

function ThemeSwitch() {
  const [chosen, setChosen] = useState(theme());
  const choose = (value) => {
    setTheme(value);
    setChosen(value);
  };
  return html`
    <div class="switch" role="group" aria-label="Colours">
      ${[["system", "Auto"], ["light", "Light"], ["dark", "Dark"]].map(([value, text]) => html`
        <button aria-pressed=${String(chosen === value)} onClick=${() => choose(value)}>${text}</button>`)}
    </div>`;
}

/** Loads the page's module, and moves the focus to its heading once the page has changed. */
function CurrentPage({ route }) {
  const { see } = useSession();
  const [state, setState] = useState({});
  const name = route.segments[0] ?? "overview";
  const page = PAGES[name];
  const load = route.segments.length > 1 ? page?.one : page?.load;
  const allowed = load && see(page.area);
  const key = route.segments.join("/");
  const focused = useRef(key);

  useEffect(() => {
    if (!allowed) return setState({ key });
    let current = true;
    load().then(
      (module) => current && setState({ key, Page: module.default }),
      (error) => current && setState({ key, error }),
    );
    return () => (current = false);
  }, [key, allowed]);
  useEffect(() => {
    if (state.key !== key) return;
    if (focused.current === key) return;
    focused.current = key;
    document.querySelector("h1").focus();
    scrollTo(0, 0);
  }, [state]);

  if (state.key !== key) {
    return html`<div class="flow"><h1 tabindex="-1" class="hidden-text">${page?.title ?? "Tollgate"}</h1><${Waiting} /></div>`;
  }
  if (state.error) return html`<div class="flow"><${Head} title=${page.title} /><${Failure} error=${state.error} /></div>`;
  if (!state.Page) return html`<${NotHere} known=${Boolean(load)} />`;
  return html`<${state.Page} key=${key} id=${route.segments[1]} query=${route.query} />`;
}

function NotHere({ known }) {
  return html`
    <div class="flow">
      <${Head} title=${known ? "Your role may not see this page" : "There is no such page"} />
      <p><a href="#/">Back to the overview</a></p>
    </div>`;
}

/** `/` goes to the search of the page, or else to any page; Ctrl-K to any page. */
function shortcuts(search) {
  const pressed = (event) => {
    const typing = event.target.closest?.("input, textarea, select, dialog[open]");
    const anywhere = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
    if (anywhere || (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey)) {
      event.preventDefault();
      const field = !anywhere && document.querySelector(".page input[type=search]");
      if (field) field.focus();
      else search();
    }
  };
  addEventListener("keydown", pressed);
  return () => removeEventListener("keydown", pressed);
}
