import { useState } from "preact/hooks";
import { enterToken } from "../store.ts";

/** Asks for the mock's control token. */
export function TokenPrompt() {
  const [token, setToken] = useState("");
  return (
    <section class="card prompt">
      <h1>Control token</h1>
      <p>
        This mock was started with <code>--control-token</code>, or was reached by a host name other than this
        machine's. The token is only stored in this tab.
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          enterToken(token);
        }}
      >
        <label>
          Token{" "}
          <input
            type="password"
            autocomplete="off"
            required
            value={token}
            onInput={({ currentTarget }) => setToken(currentTarget.value)}
          />
        </label>
        <button type="submit" class="primary">
          Connect
        </button>
      </form>
    </section>
  );
}
