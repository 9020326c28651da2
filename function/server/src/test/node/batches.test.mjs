// Files and batches with the official npm client, against a running gateway: TOLLGATE_URL, started by NodeSdkIT.
import assert from "node:assert/strict";
import { test } from "node:test";
import OpenAI, { toFile } from "openai";

const client = new OpenAI({ baseURL: `${process.env.TOLLGATE_URL}/v1`, apiKey: "sk-it-node" });

function line(custom_id, content) {
  const body = { model: "nightly", messages: [{ role: "user", content }] };
  return `${JSON.stringify({ custom_id, method: "POST", url: "/v1/chat/completions", body })}\n`;
}

test("a batch is created from a file, ends, and has results", async () => {
  const file = await client.files.create({
    file: await toFile(Buffer.from(line("a", "one") + line("b", "two")), "requests.jsonl"),
    purpose: "batch",
  });
  assert.equal(file.filename, "requests.jsonl");
  let batch = await client.batches.create({
    input_file_id: file.id,
    endpoint: "/v1/chat/completions",
    completion_window: "24h",
    metadata: { job: "nightly" },
  });
  // The gateway looks at its provider each minute.
  for (const end = Date.now() + 120_000; batch.status !== "completed" && Date.now() < end; ) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    batch = await client.batches.retrieve(batch.id);
  }
  assert.equal(batch.status, "completed");
  assert.deepEqual(batch.request_counts, { total: 2, completed: 2, failed: 0 });
  const results = (await (await client.files.content(batch.output_file_id)).text()).trim().split("\n").map(JSON.parse);
  assert.deepEqual(results.map((result) => result.custom_id).sort(), ["a", "b"]);
  assert.equal(results[0].response.body.choices[0].message.content, "Done.");
  const files = [];
  for await (const one of client.files.list({ limit: 1 })) files.push(one.id);
  assert.deepEqual(files, [batch.output_file_id, file.id]);
  assert.equal((await client.files.delete(file.id)).deleted, true);
});
