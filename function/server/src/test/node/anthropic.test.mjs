// Anthropic's official npm client against a running gateway: TOLLGATE_URL, started by NodeSdkIT.
import assert from "node:assert/strict";
import { test } from "node:test";
import Anthropic from "@anthropic-ai/sdk";

const client = (apiKey, options = {}) => new Anthropic({ baseURL: process.env.TOLLGATE_URL, apiKey, ...options });
const request = (model, more = {}) => ({
  model,
  max_tokens: 64,
  messages: [{ role: "user", content: "one two three" }],
  ...more,
});
const tools = [{ name: "weather", input_schema: { type: "object", properties: { city: { type: "string" } } } }];

test("Anthropic: a whole message is read", async () => {
  const message = await client("sk-it-node").messages.create(request("demo"));
  assert.deepEqual(message.content, [{ type: "text", text: "one two three" }]);
  assert.equal(message.stop_reason, "end_turn");
  assert.ok(message.usage.input_tokens > 0 && message.usage.output_tokens > 0);
  assert.match(message._request_id, /^req_/);
});

test("Anthropic: a streamed message is the same", async () => {
  const stream = client("sk-it-node").messages.stream(request("demo"));
  const pieces = [];
  stream.on("text", (piece) => pieces.push(piece));
  const message = await stream.finalMessage();
  assert.deepEqual([pieces.join(""), message.content[0].text], ["one two three", "one two three"]);
  assert.equal(message.stop_reason, "end_turn");
  assert.ok(message.usage.input_tokens > 0);
});

test("Anthropic: a loop of tools ends", async () => {
  const messages = [{ role: "user", content: "The weather in Ulm?" }];
  const first = await client("sk-it-node").messages.stream(request("with-streamed-tools", { tools, messages })).finalMessage();
  const call = first.content.find((block) => block.type === "tool_use");
  assert.deepEqual([first.stop_reason, call.name, call.input], ["tool_use", "weather", { city: "Ulm" }]);
  messages.push({ role: "assistant", content: first.content });
  messages.push({ role: "user", content: [{ type: "tool_result", tool_use_id: call.id, content: "Sunny." }] });
  const last = await client("sk-it-node").messages.create(request("demo", { tools, messages }));
  assert.equal(last.stop_reason, "end_turn");
});

test("Anthropic: tokens are counted", async () => {
  const { max_tokens, ...prompt } = request("demo");
  const count = await client("sk-it-node").messages.countTokens(prompt);
  assert.ok(count.input_tokens > 0);
});

test("Anthropic: models are listed page by page", async () => {
  const ids = [];
  for await (const model of client("sk-it-node").models.list({ limit: 2 })) ids.push(model.id);
  assert.ok(ids.includes("demo") && ids.includes("with-tools"));
  assert.equal((await client("sk-it-node").models.retrieve("demo")).type, "model");
});

test("Anthropic: errors have their classes and types", async () => {
  await assert.rejects(client("sk-wrong").messages.create(request("demo")), {
    status: 401,
    type: "authentication_error",
  });
  await assert.rejects(client("sk-it-node").messages.create(request("nothing")), {
    status: 404,
    type: "not_found_error",
    errorCode: "model_not_found",
  });
  await assert.rejects(client("sk-it-node").messages.create(request("demo", { max_tokens: "x" })), {
    status: 400,
    apiMessage: "max_tokens: Input should be a valid integer",
  });
});
