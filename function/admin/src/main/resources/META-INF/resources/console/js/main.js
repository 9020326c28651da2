import { html, render } from "./preact.js";
import { Root } from "./parts/root.js";
import { takeTokenFromAddress } from "./session.js";

takeTokenFromAddress();
render(html`<${Root} />`, document.getElementById("app"));
