import { useState } from "preact/hooks";
import { enterToken } from "../store.ts";

/** Asks for the control token of a mock that was started with one. */
export function TokenPrompt() {
  const [token, setToken] = useState("");
  return (
    <section class="card prompt">
      <h1>Control token</h1>
      <p>
        This mock was started with <code>--control-token</code>, or is reached by a name that is not this machine's. The
        token is kept in this tab only.
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
