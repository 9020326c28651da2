import { html, useEffect, useState } from "../preact.js";
import { endSession, forgetToken, loginMethods, me as whoAmI, takeFailureFromAddress, token } from "../session.js";
import { Session } from "./context.js";
import { Login } from "./login.js";
import { Shell } from "./shell.js";
import { Failure, Waiting } from "./states.js";

/** Asks who is signed in, and shows the console or the login. */
export function Root() {
  const [state, setState] = useState({ view: "waiting" });

  const start = (refusal, failure) => signIn(refusal, failure).then(setState, (error) => setState({ view: "failed", error }));
  useEffect(() => {
    start(undefined, failureOf(takeFailureFromAddress()));
    const signedOut = () => {
      const had = token() !== null;
      forgetToken();
      setState((before) => (before.login ? { view: "login", login: before.login, refusal: had && SIGNED_OUT } : before));
    };
    addEventListener("signed-out", signedOut);
    return () => removeEventListener("signed-out", signedOut);
  }, []);

  const signOut = () => {
    const place = endSession(state.me, state.login);
    if (place) location.assign(place);
    else setState({ view: "login", login: state.login });
  };
  switch (state.view) {
    case "console":
      return html`<${Session.Provider} value=${state}><${Shell} signOut=${signOut} /><//>`;
    case "login":
      return html`<${Login} login=${state.login} refusal=${state.refusal} failure=${state.failure} onToken=${() => start(REFUSED)} />`;
    case "failed":
      return html`<main class="login"><${Failure} error=${state.error} retry=${() => start()} /></main>`;
    default:
      return html`<main class="login"><h1 class="hidden-text">Tollgate</h1><${Waiting} /></main>`;
  }
}

const SIGNED_OUT = "You have been signed out. Sign in again to go on.";
const REFUSED = "The server does not accept this token.";

const LOGIN_FAILURES = new Map([
  ["forbidden", "Your company account has no role here. Ask an administrator of the gateway for one."],
  ["login_cancelled", "You did not log in at the identity provider, or it refused you. Please try again."],
  ["invalid_token", "The login took too long, or began in another window. Please sign in again."],
  ["issuer_unavailable", "The identity provider does not respond. Please try again later."],
]);

/** What to say if the provider's login failed. Text of an address is never shown: anybody can write a link. */
const failureOf = (code) => code && (LOGIN_FAILURES.get(code) ?? "The login failed. Please try again, or ask an administrator of the gateway.");

/** Without a token, only a cookie of the identity provider can be a login. */
async function signIn(refusal, failure) {
  const login = await loginMethods();
  if (!token() && !login.methods.includes("oidc")) return { view: "login", login, refusal, failure };
  try {
    return { view: "console", login, me: await whoAmI() };
  } catch (error) {
    if (error.status !== 401) throw error;
    forgetToken();
    return { view: "login", login, refusal, failure };
  }
}
