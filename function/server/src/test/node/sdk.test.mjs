// The official npm client against a running gateway: TOLLGATE_URL, started by NodeSdkIT.
import assert from "node:assert/strict";
import { test } from "node:test";
import OpenAI, { AzureOpenAI } from "openai";

const baseURL = `${process.env.TOLLGATE_URL}/v1`;
const client = (apiKey, options = {}) => new OpenAI({ baseURL, apiKey, ...options });
const request = (model, more = {}) => ({
  model,
  messages: [{ role: "user", content: "one two three" }],
  ...more,
});

test("a whole response is read", async () => {
  const answer = await client("sk-it-node").chat.completions.create(request("demo"));
  assert.equal(answer.choices[0].message.content, "one two three");
  assert.equal(answer.choices[0].finish_reason, "stop");
  assert.equal(answer.usage.total_tokens, answer.usage.prompt_tokens + answer.usage.completion_tokens);
});

test("a streamed response has the same text, without usage", async () => {
  const stream = await client("sk-it-node").chat.completions.create(request("demo", { stream: true }));
  let text = "";
  let roles = 0;
  let usages = 0;
  for await (const chunk of stream) {
    roles += chunk.choices[0]?.delta.role ? 1 : 0;
    usages += chunk.usage ? 1 : 0;
    text += chunk.choices[0]?.delta.content ?? "";
  }
  assert.deepEqual([text, roles, usages], ["one two three", 1, 0]);
});

test("usage is at the end of the stream on request", async () => {
  const stream = await client("sk-it-node").chat.completions.create(
    request("demo", { stream: true, stream_options: { include_usage: true } }),
  );
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  assert.equal(chunks.at(-1).usage.completion_tokens, 3);
  assert.ok(chunks.slice(0, -1).every((chunk) => chunk.usage === null));
});

test("tools are forwarded and tool calls are returned", async () => {
  const tools = [{ type: "function", function: { name: "weather", parameters: { type: "object" } } }];
  const answer = await client("sk-it-node").chat.completions.create(request("with-tools", { tools }));
  assert.equal(answer.choices[0].message.tool_calls[0].function.name, "weather");
});

test("the streaming helper assembles tool calls", async () => {
  const tools = [{ type: "function", function: { name: "weather", parameters: { type: "object" } } }];
  const stream = client("sk-it-node").chat.completions.stream(request("with-streamed-tools", { tools }));
  const answer = await stream.finalChatCompletion();
  assert.deepEqual(JSON.parse(answer.choices[0].message.tool_calls[0].function.arguments), { city: "Ulm" });
});

test("a wrong key is a 401, an unknown model a 404", async () => {
  await assert.rejects(client("sk-wrong").chat.completions.create(request("demo")), { status: 401, code: "invalid_api_key" });
  await assert.rejects(client("sk-it-node").chat.completions.create(request("nothing")), {
    status: 404,
    code: "model_not_found",
    param: "model",
  });
});

test("a wrong type is a 400 that names the field", async () => {
  await assert.rejects(client("sk-it-node").chat.completions.create(request("demo", { temperature: "hot" })), {
    status: 400,
    param: "temperature",
  });
});

test("a 429 is retried after the time that the gateway reports", async () => {
  const single = client("sk-it-node-single");
  const held = await single.chat.completions.create(request("slow", { stream: true }));
  const statuses = [];
  const second = client("sk-it-node-single", {
    fetch: async (...call) => {
      const response = await fetch(...call);
      statuses.push(response.status);
      return response;
    },
  }).chat.completions.create(request("demo"));
  for await (const chunk of held) assert.equal(chunk.object, "chat.completion.chunk");
  assert.equal((await second).choices[0].message.content, "one two three");
  assert.deepEqual([statuses[0], statuses.at(-1)], [429, 200]);
});

test("an abort ends a running stream", async () => {
  const stream = await client("sk-it-node").chat.completions.create(request("endless", { stream: true }));
  let chunks = 0;
  for await (const chunk of stream) {
    if (++chunks === 3) stream.controller.abort();
  }
  assert.ok(chunks >= 3);
});

test("models are listed, aliases first", async () => {
  const names = [];
  for await (const model of client("sk-it-node").models.list()) names.push(model.id);
  assert.ok(names.includes("demo") && names.includes("echo/echo-1"));
  assert.equal((await client("sk-it-node").models.retrieve("demo")).owned_by, "tollgate");
});

test("embeddings are read, which this client requests in base64", async () => {
  const answer = await client("sk-it-node").embeddings.create({ model: "embeddings", input: ["one", "two"] });
  assert.deepEqual(
    answer.data.map((each) => Array.from(each.embedding)),
    [
      [0.5, -2, Math.fround(0.1)],
      [1, 0.25, 3],
    ],
  );
  assert.equal(answer.usage.total_tokens, 4);
});

test("the text completions API streams text", async () => {
  const stream = await client("sk-it-node").completions.create({ model: "demo", prompt: "one two three", stream: true });
  let text = "";
  for await (const event of stream) text += event.choices[0]?.text ?? "";
  assert.equal(text, "one two three");
});

test("the Responses API answers, whole and streamed", async () => {
  const { responses } = client("sk-it-node");
  const whole = await responses.create({ model: "demo", input: "one two three" });
  assert.equal(whole.output_text, "one two three");
  assert.equal(whole.status, "completed");
  assert.equal(whole.usage.total_tokens, whole.usage.input_tokens + whole.usage.output_tokens);
  const stream = responses.stream({ model: "demo", input: "one two three" });
  let text = "";
  let number = 0;
  for await (const event of stream) {
    assert.equal(event.sequence_number, number++);
    if (event.type === "response.output_text.delta") text += event.delta;
  }
  assert.equal(text, "one two three");
  assert.equal((await stream.finalResponse()).output.at(-1).content[0].text, "one two three");
});

test("the Responses API calls tools, and names wrong fields in its own words", async () => {
  const { responses } = client("sk-it-node");
  const tools = [{ type: "function", name: "weather", parameters: { type: "object" }, strict: false }];
  const answer = await responses.create({ model: "with-tools", input: "Weather?", tools });
  assert.deepEqual([answer.output[0].type, answer.output[0].name], ["function_call", "weather"]);
  const streamed = await responses.stream({ model: "with-streamed-tools", input: "Weather?", tools }).finalResponse();
  assert.deepEqual(JSON.parse(streamed.output[0].arguments), { city: "Ulm" });
  const items = [{ role: "user", content: [{ type: "input_image" }] }];
  await assert.rejects(responses.create({ model: "demo", input: items }), {
    status: 400,
    param: "input[0].content[0].image_url",
  });
});

test("Azure's client has its deployments", async () => {
  const azure = new AzureOpenAI({ endpoint: process.env.TOLLGATE_URL, apiKey: "sk-it-node", apiVersion: "2024-10-21" });
  const answer = await azure.chat.completions.create(request("echo/echo-1"));
  assert.equal(answer.choices[0].message.content, "one two three");
  const stream = await azure.chat.completions.create(request("demo", { stream: true }));
  let text = "";
  for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? "";
  assert.equal(text, "one two three");
  const embeddings = await azure.embeddings.create({ model: "embeddings", input: ["one", "two"] });
  assert.equal(embeddings.data.length, 2);
  assert.equal((await azure.models.retrieve("demo")).id, "demo");
});
