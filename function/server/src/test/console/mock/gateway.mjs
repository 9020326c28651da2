/** The gateway's part of the mock: models, and a streamed answer. */
export async function chat(url, request, body, response, world) {
  const secret = request.headers.authorization?.replace("Bearer ", "");
  if (!world.secrets.has(secret)) {
    response.writeHead(401, { "content-type": "application/json" });
    return response.end(JSON.stringify({ error: { message: "This key is not known.", type: "invalid_request_error", param: null, code: "invalid_api_key" } }));
  }
  if (url.pathname === "/v1/models") {
    response.writeHead(200, { "content-type": "application/json" });
    return response.end(JSON.stringify({ object: "list", data: world.aliases.map(({ name }) => ({ id: name, object: "model" })) }));
  }
  const { model, messages } = JSON.parse(body);
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8", "x-request-id": "req_try_1", "x-tollgate-provider": "openai", "x-tollgate-model": "gpt-4o-mini",
    "x-tollgate-attempts": "2", "x-tollgate-tried": "anthropic/claude-sonnet-4-5 upstream_overloaded 120ms, openai/gpt-4o-mini answered 340ms",
    "x-tollgate-tier": "simple, 0.12 (code 0.02)", "x-tollgate-cache": "miss", "x-tollgate-overhead-ms": "3",
  });
  const send = (data) => response.write(`data: ${JSON.stringify({ id: "c1", object: "chat.completion.chunk", model, ...data })}\n\n`);
  send({ choices: [{ index: 0, delta: { role: "assistant", content: "" } }] });
  for (const word of `You said: ${messages.at(-1).content}`.split(/(?<= )/)) send({ choices: [{ index: 0, delta: { content: word } }] });
  send({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] });
  send({ choices: [], usage: { prompt_tokens: 12, completion_tokens: 9, total_tokens: 21, cost: 0.000041 } });
  return response.end("data: [DONE]\n\n");
}
