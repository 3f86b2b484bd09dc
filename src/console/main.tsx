import { render } from "preact";
import { App } from "./App.tsx";
import { connect, enterToken } from "./store.ts";

// `mock --open` passes the control token in the URL's fragment, which is never sent to a server.
const [, token] = /^#token=(.+)$/.exec(location.hash) ?? [];
if (token === undefined) connect();
else {
  history.replaceState(undefined, "", location.pathname);
  enterToken(decodeURIComponent(token));
}
render(<App />, document.getElementById("console") as HTMLElement);
