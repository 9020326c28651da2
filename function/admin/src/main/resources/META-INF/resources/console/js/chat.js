// One streamed chat through the gateway, with a caller's key, and what its headers say about the route.

/**
 * @typedef {object} Progress
 * @property {string} text the answer until now
 * @property {number} [firstMillis] time to the first token
 * @property {number} [millis] time to the end
 * @property {any} [usage]
 * @property {Record<string, string>} headers `x-request-id` and all `x-tollgate-*`, without that prefix
 */

/**
 * @param {{gateway: string, key: string, model: string, messages: any[], signal: AbortSignal}} request
 * @param {(progress: Progress) => void} onProgress
 * @returns {Promise<Progress>}
 */
export async function streamChat({ gateway, key, model, messages, signal }, onProgress) {
  const started = performance.now();
  const since = () => Math.round(performance.now() - started);
  const response = await fetch(`${gateway}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ model, messages, stream: true, usage: { include: true } }),
    signal,
  });
  let progress = { text: "", headers: routeOf(response.headers) };
  const advance = (change) => onProgress((progress = { ...progress, ...change }));
  if (!response.ok) {
    advance({});
    throw new Error(await messageOf(response));
  }
  for await (const data of events(response.body)) {
    if (data === "[DONE]") break;
    const chunk = JSON.parse(data);
    if (chunk.error) throw new Error(chunk.error.message);
    const delta = chunk.choices?.[0]?.delta?.content;
    if (delta) advance({ text: progress.text + delta, firstMillis: progress.firstMillis ?? since() });
    if (chunk.usage) advance({ usage: chunk.usage });
  }
  advance({ millis: since() });
  return progress;
}

/** The models that a key may use, as the gateway lists them. */
export async function modelsOf(gateway, key, signal) {
  const response = await fetch(`${gateway}/v1/models`, { headers: { authorization: `Bearer ${key}` }, signal });
  if (!response.ok) throw new Error(await messageOf(response));
  return (await response.json()).data.map(({ id }) => id);
}

function routeOf(headers) {
  const found = [...headers].filter(([name]) => name.startsWith("x-tollgate-") || name === "x-request-id");
  return Object.fromEntries(found.map(([name, value]) => [name.replace("x-tollgate-", ""), value]));
}

async function messageOf(response) {
  const text = await response.text();
  const json = response.headers.get("content-type")?.includes("json");
  return (json && JSON.parse(text).error?.message) || `The gateway answered ${response.status}.`;
}

/** The data of each event; lines that start with a colon only keep the connection open. */
async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const lines = (rest + value).split("\n");
    rest = lines.pop();
    for (const line of lines) if (line.startsWith("data: ")) yield line.slice(6).trimEnd();
  }
}
