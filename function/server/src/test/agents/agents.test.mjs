// Agent frameworks hold conversations with tools through a running gateway: TOLLGATE_URL, started by AgentFrameworksIT.
// Every model behind it calls get_weather, then get_weather and get_time at once, and then answers with what they returned.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { createOpenAI } from "@ai-sdk/openai";
import { ChatOpenAI } from "@langchain/openai";
import {
  Agent,
  OpenAIChatCompletionsModel,
  OpenAIResponsesModel,
  Runner,
  tool as agentTool,
} from "@openai/agents";
import { generateText, stepCountIs, streamText, tool as aiTool } from "ai";
import { createAgent, tool as langchainTool } from "langchain";
import OpenAI from "openai";
import { z } from "zod";

const baseURL = `${process.env.TOLLGATE_URL}/v1`;
const apiKey = "sk-it-agents";
const question = "What is the weather in Paris and in Rome, and how late is it?";
const city = z.object({ city: z.string() });
const effort = "medium";

/** Two tools that write down their calls. */
function tools() {
  const calls = [];
  return {
    calls,
    get_weather: ({ city }) => {
      calls.push(`weather ${city}`);
      return JSON.stringify({ city, celsius: city === "Paris" ? 21 : 28 });
    },
    get_time: ({ city }) => {
      calls.push(`time ${city}`);
      return "noon";
    },
  };
}

async function openaiNode(model, stream) {
  const { calls, ...functions } = tools();
  const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
  const runner = client.chat.completions.runTools({
    model,
    stream,
    reasoning_effort: effort,
    messages: [{ role: "user", content: question }],
    tools: Object.entries(functions).map(([name, run]) => ({
      type: "function",
      function: {
        name,
        description: name,
        parse: JSON.parse,
        function: run,
        parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
      },
    })),
  });
  return { calls, text: await runner.finalContent() };
}

/** The loop that agents write themselves: each answer goes back with what its calls return. */
async function openaiNodeResponses(model, stream) {
  const { calls, ...functions } = tools();
  const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
  const input = [{ role: "user", content: question }];
  for (let turn = 0; turn < 5; turn++) {
    const request = {
      model,
      input,
      store: false,
      reasoning: { effort, summary: "auto" },
      include: ["reasoning.encrypted_content"],
      tools: Object.keys(functions).map((name) => ({
        type: "function",
        name,
        description: name,
        strict: false,
        parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
      })),
    };
    const response = stream
      ? await client.responses.stream(request).finalResponse()
      : await client.responses.create(request);
    const asked = response.output.filter((item) => item.type === "function_call");
    if (asked.length === 0) return { calls, text: response.output_text };
    input.push(...response.output);
    for (const { name, call_id, arguments: json } of asked) {
      input.push({ type: "function_call_output", call_id, output: functions[name](JSON.parse(json)) });
    }
  }
}

const aiSdkChat = (model, stream) =>
  aiSdk(createOpenAICompatible({ name: "tollgate", baseURL, apiKey, includeUsage: true })(model), stream, {
    tollgate: { reasoningEffort: effort },
  });

const aiSdkResponses = (model, stream) =>
  aiSdk(createOpenAI({ baseURL, apiKey })(model), stream, {
    openai: { store: false, forceReasoning: true, reasoningEffort: effort, reasoningSummary: "auto" },
  });

async function aiSdk(model, stream, providerOptions) {
  const { calls, ...functions } = tools();
  const request = {
    model,
    prompt: question,
    maxRetries: 0,
    stopWhen: stepCountIs(5),
    providerOptions,
    tools: Object.fromEntries(
      Object.entries(functions).map(([name, execute]) => [name, aiTool({ description: name, inputSchema: city, execute })]),
    ),
  };
  if (!stream) return { calls, text: (await generateText(request)).text };
  let failure;
  const result = streamText({ ...request, onError: ({ error }) => (failure = error) });
  await result.consumeStream();
  if (failure) throw failure;
  return { calls, text: await result.text };
}

async function langchain(model, stream) {
  const { calls, ...functions } = tools();
  const llm = new ChatOpenAI({
    model,
    apiKey,
    configuration: { baseURL },
    maxRetries: 0,
    temperature: 0,
    modelKwargs: { reasoning_effort: effort },
    useResponsesApi: false,
  });
  const agent = createAgent({
    model: llm,
    tools: Object.entries(functions).map(([name, run]) => langchainTool(run, { name, description: name, schema: city })),
  });
  const messages = [{ role: "user", content: question }];
  if (!stream) return { calls, text: (await agent.invoke({ messages })).messages.at(-1).text };
  let text = "";
  for await (const [chunk] of await agent.stream({ messages }, { streamMode: "messages" })) {
    if (chunk.getType() === "ai") text += chunk.text;
  }
  return { calls, text };
}

const openaiAgentsChat = (model, stream) => openaiAgents(OpenAIChatCompletionsModel, model, stream);
const openaiAgentsResponses = (model, stream) => openaiAgents(OpenAIResponsesModel, model, stream);

async function openaiAgents(Api, model, stream) {
  const { calls, ...functions } = tools();
  const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
  const agent = new Agent({
    name: "weather",
    instructions: "Use the tools.",
    model: new Api(client, model),
    modelSettings: { reasoning: { effort } },
    tools: Object.entries(functions).map(([name, execute]) =>
      agentTool({ name, description: name, parameters: city, execute }),
    ),
  });
  const result = await new Runner({ tracingDisabled: true }).run(agent, question, { stream });
  if (stream) await result.completed;
  return { calls, text: result.finalOutput };
}

const frameworks = {
  "openai-node": openaiNode,
  "openai-node by responses": openaiNodeResponses,
  "AI SDK": aiSdkChat,
  "AI SDK by responses": aiSdkResponses,
  LangChain: langchain,
  "OpenAI Agents": openaiAgentsChat,
  "OpenAI Agents by responses": openaiAgentsResponses,
};
const models = process.env.TOLLGATE_MODELS.split(" ");

for (const [name, run] of Object.entries(frameworks)) {
  for (const model of models) {
    for (const stream of [false, true]) {
      test(`${name} with ${model}, ${stream ? "streamed" : "whole"}`, async () => {
        const { calls, text } = await run(model, stream);
        assert.deepEqual(calls.toSorted(), ["time Paris", "weather Paris", "weather Rome"]);
        assert.match(text, /21 degrees in Paris, 28 in Rome, at noon/);
      });
    }
  }
}
