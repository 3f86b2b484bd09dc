import { render } from "preact";
import { App } from "./App.tsx";
import { connect, enterToken } from "./store.ts";

// `mock --open` hands the control token over after the #, which no server sees.
const [, token] = /^#token=(.+)$/.exec(location.hash) ?? [];
if (token === undefined) connect();
else {
  history.replaceState(undefined, "", location.pathname);
  enterToken(decodeURIComponent(token));
}
render(<App />, document.getElementById("console") as HTMLElement);
