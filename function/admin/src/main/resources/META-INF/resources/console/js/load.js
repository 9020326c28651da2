import { useEffect, useState } from "./preact.js";
import { get } from "./api.js";

/**
 * What a page waits for.
 * @typedef {{data?: any, error?: Error, loading: boolean, reload: () => void}} Loaded
 */

/**
 * Runs `load` at first and whenever `inputs` change. The data of before stays until the new is there, so that
 * a filter does not make the page jump.
 * @param {(signal: AbortSignal) => Promise<any>} load
 * @param {unknown[]} inputs
 * @returns {Loaded}
 */
export function useLoad(load, inputs) {
  const [state, setState] = useState({ loading: true });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    setState((before) => ({ ...before, loading: true }));
    load(abort.signal).then(
      (data) => setState({ data, loading: false }),
      (error) => abort.signal.aborted || setState({ error, loading: false }),
    );
    return () => abort.abort();
  }, [...inputs, round]);
  return { ...state, reload: () => setRound(round + 1) };
}

/** A GET as a page's data. */
export function useGet(path, query = {}) {
  return useLoad((signal) => get(path, query, signal), [path, JSON.stringify(query)]);
}
