import { html, useEffect, useMemo, useState } from "../preact.js";
import { getAll } from "../api.js";
import { PAGES } from "../pages.js";
import { go, to } from "../router.js";
import { useSession } from "./context.js";
import { Dialog } from "./dialog.js";
import { Field } from "./form.js";

const SHOWN = 12;

/** Goes to a page, key, team or alias by a few letters of its name. */
export function GoTo({ onClose }) {
  const { see } = useSession();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const [things, setThings] = useState([]);
  const pages = useMemo(() => Object.entries(PAGES).filter(([, page]) => see(page.area))
    .map(([name, page]) => ({ kind: "Page", name: page.title, address: name === "overview" ? "#/" : to(name) })), []);
  useEffect(() => {
    const abort = new AbortController();
    Promise.all([list(see, "aliases", "Alias", abort.signal), list(see, "teams", "Team", abort.signal)])
      .then((found) => setThings(found.flat()), (failure) => failure.name !== "AbortError" && setThings([]));
    return () => abort.abort();
  }, []);

  const wanted = text.trim().toLowerCase();
  const found = [...pages, ...things].filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, SHOWN);
  if (wanted && see("keys")) found.push({ kind: "Keys", name: `Keys with “${text.trim()}”`, address: to("keys", { search: text.trim() }) });
  const open = (address) => {
    onClose();
    go(address);
  };
  const pressed = (event) => {
    if (event.key === "Enter" && found[chosen]) open(found[chosen].address);
    else if (event.key === "ArrowDown") setChosen(Math.min(chosen + 1, found.length - 1));
    else if (event.key === "ArrowUp") setChosen(Math.max(chosen - 1, 0));
    else return;
    event.preventDefault();
  };
  return html`
    <${Dialog} title="Go to" narrow onClose=${onClose}>
      <${Field} label="A page, alias, team or key" hint="Arrow keys choose, Enter opens.">
        <input type="search" autofocus value=${text} autocomplete="off" onKeyDown=${pressed}
          onInput=${(event) => (setText(event.target.value), setChosen(0))} />
      <//>
      <ul class="goto">
        ${found.map(({ kind, name, address }, index) => html`
          <li><a class=${index === chosen ? "chosen" : ""} href=${address}
            onClick=${(event) => (event.preventDefault(), open(address))}>
            <span>${name}</span><span class="small quiet">${kind}</span></a></li>`)}
      </ul>
    <//>`;
}

async function list(see, area, kind, signal) {
  if (!see(area)) return [];
  const found = await getAll(area, {}, signal);
  return found.map((thing) => ({ kind, name: thing.name ?? thing.id, address: to(area, thing.id ?? thing.name) }));
}
