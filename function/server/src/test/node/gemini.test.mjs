// Google's official npm client against a running gateway: TOLLGATE_URL, started by NodeSdkIT.
import assert from "node:assert/strict";
import { test } from "node:test";
import { GoogleGenAI } from "@google/genai";

const client = (apiKey = "sk-it-node", options = {}) =>
  new GoogleGenAI({ apiKey, httpOptions: { baseUrl: process.env.TOLLGATE_URL }, ...options });
const contents = "one two three";
const tools = [{ functionDeclarations: [{ name: "weather", parameters: { type: "OBJECT", properties: { city: { type: "STRING" } } } }] }];

test("Gemini's client reads a whole answer of any model", async () => {
  const answer = await client().models.generateContent({ model: "echo/echo-1", contents });
  assert.equal(answer.text, contents);
  assert.equal(answer.candidates[0].finishReason, "STOP");
  const usage = answer.usageMetadata;
  assert.equal(usage.totalTokenCount, usage.promptTokenCount + usage.candidatesTokenCount);
});

test("Gemini's client reads a stream", async () => {
  const stream = await client().models.generateContentStream({ model: "demo", contents });
  let text = "";
  let last;
  for await (const chunk of stream) {
    text += chunk.text ?? "";
    last = chunk;
  }
  assert.equal(text, contents);
  assert.equal(last.usageMetadata.candidatesTokenCount, 3);
});

test("Gemini's client gets function calls", async () => {
  const whole = await client().models.generateContent({ model: "with-tools", contents, config: { tools } });
  assert.equal(whole.functionCalls[0].name, "weather");
  const stream = await client().models.generateContentStream({ model: "with-streamed-tools", contents, config: { tools } });
  const calls = [];
  for await (const chunk of stream) calls.push(...(chunk.functionCalls ?? []));
  assert.deepEqual(calls.map((call) => call.args), [{ city: "Ulm" }]);
});

test("Gemini's client counts tokens and computes embeddings", async () => {
  const count = await client().models.countTokens({ model: "demo", contents });
  assert.ok(count.totalTokens >= 3);
  const answer = await client().models.embedContent({ model: "embeddings", contents: ["one", "two"] });
  assert.deepEqual(answer.embeddings[1].values, [1, 0.25, 3]);
});

test("Gemini's client lists models", async () => {
  const names = [];
  for await (const model of await client().models.list({ config: { pageSize: 2 } })) names.push(model.name);
  assert.ok(names.includes("models/demo") && names.includes("models/echo/echo-1"));
  assert.equal((await client().models.get({ model: "demo" })).displayName, "demo");
});

test("Gemini's client gets errors with their status", async () => {
  await assert.rejects(client("sk-wrong").models.generateContent({ model: "demo", contents }), { status: 401 });
  await assert.rejects(client().models.generateContent({ model: "nothing", contents }), { status: 404 });
  await assert.rejects(client().models.generateContent({ model: "demo", contents, config: { temperature: 5 } }), {
    status: 400,
    message: /generationConfig\.temperature/,
  });
});
