// The same chat in the languages that most callers use. The key is always a variable: code is pasted where others see it.

/** `[name, title, code]` of each language. */
export function codeFor({ gateway, model, prompt }) {
  const text = JSON.stringify(prompt);
  const name = JSON.stringify(model);
  return [
    ["curl", "curl", curl(gateway, model, prompt)],
    ["python", "Python", python(gateway, name, text)],
    ["node", "Node", node(gateway, name, text)],
    ["java", "Java", java(gateway, name, text)],
  ];
}

function curl(gateway, model, prompt) {
  const body = JSON.stringify({ model, messages: [{ role: "user", content: prompt }], stream: true });
  return `curl -N ${gateway}/v1/chat/completions \\
  -H "Authorization: Bearer $TOLLGATE_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '${body.replaceAll("'", "'\\''")}'`;
}

function python(gateway, model, prompt) {
  return `import os
from openai import OpenAI

client = OpenAI(base_url="${gateway}/v1", api_key=os.environ["TOLLGATE_API_KEY"])
stream = client.chat.completions.create(
    model=${model},
    messages=[{"role": "user", "content": ${prompt}}],
    stream=True,
)
for chunk in stream:
    if chunk.choices:
        print(chunk.choices[0].delta.content or "", end="")`;
}

function node(gateway, model, prompt) {
  return `import OpenAI from "openai";

const client = new OpenAI({ baseURL: "${gateway}/v1", apiKey: process.env.TOLLGATE_API_KEY });
const stream = await client.chat.completions.create({
  model: ${model},
  messages: [{ role: "user", content: ${prompt} }],
  stream: true,
});
for await (const chunk of stream) process.stdout.write(chunk.choices[0]?.delta?.content ?? "");`;
}

function java(gateway, model, prompt) {
  return `OpenAIClient client = OpenAIOkHttpClient.builder()
        .baseUrl("${gateway}/v1")
        .apiKey(System.getenv("TOLLGATE_API_KEY"))
        .build();
ChatCompletionCreateParams params = ChatCompletionCreateParams.builder()
        .model(${model})
        .addUserMessage(${prompt})
        .build();
try (var stream = client.chat().completions().createStreaming(params)) {
    stream.stream()
            .flatMap(chunk -> chunk.choices().stream())
            .flatMap(choice -> choice.delta().content().stream())
            .forEach(System.out::print);
}`;
}
