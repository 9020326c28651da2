// Stored responses with the official npm client, against a running gateway: TOLLGATE_URL, started by NodeSdkIT.
import assert from "node:assert/strict";
import { test } from "node:test";
import OpenAI, { NotFoundError } from "openai";

const baseURL = `${process.env.TOLLGATE_URL}/v1`;
const client = new OpenAI({ baseURL, apiKey: "sk-it-node-stored" });

test("a stored response is continued, listed, read and deleted", async () => {
  const first = await client.responses.create({ model: "demo", input: "one" });
  const second = await client.responses.create({ model: "demo", input: "two", previous_response_id: first.id });
  assert.equal((await client.responses.retrieve(second.id)).output_text, second.output_text);
  const items = [];
  for await (const item of client.responses.inputItems.list(second.id, { order: "asc", limit: 2 })) items.push(item);
  assert.deepEqual(
    items.map((item) => item.content[0].text),
    ["one", first.output_text, "two"],
  );
  await client.responses.delete(first.id);
  await assert.rejects(client.responses.retrieve(first.id), NotFoundError);
});

test("a dropped stream is resumed where it ended", async () => {
  const stream = await client.responses.create({ model: "demo", input: "one two three four", stream: true });
  let id;
  let last;
  for await (const event of stream) {
    id ??= event.response?.id;
    last = event.sequence_number;
    if (event.type === "response.output_text.delta") break;
  }
  const rest = await client.responses.retrieve(id, { stream: true, starting_after: last });
  const events = [];
  for await (const event of rest) events.push(event);
  assert.equal(events[0].sequence_number, last + 1);
  assert.equal(events.at(-1).type, "response.completed");
  assert.equal(events.at(-1).response.output[0].content[0].text, "one two three four");
});

test("a response in the background is queued, and then made", async () => {
  let response = await client.responses.create({ model: "demo", input: "one two", background: true });
  const { id } = response;
  for (const end = Date.now() + 30_000; ["queued", "in_progress"].includes(response.status) && Date.now() < end; ) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    response = await client.responses.retrieve(id);
  }
  assert.equal(response.status, "completed");
  assert.equal(response.output_text, "one two");
});

test("a streamed response in the background is followed", async () => {
  const stream = await client.responses.create({ model: "demo", input: "one two", background: true, stream: true });
  const types = [];
  for await (const event of stream) types.push(event.type);
  assert.equal(types[0], "response.created");
  assert.equal(types.at(-1), "response.completed");
});
