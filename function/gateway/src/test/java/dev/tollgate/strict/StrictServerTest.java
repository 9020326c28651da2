package dev.tollgate.strict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The strict APIs take what the real ones take, and refuse what those refuse, in their words. */
final class StrictServerTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static StrictServer server;

    @BeforeAll
    static void start() {
        server = new StrictServer(0, new ToolLoop(1));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
        openai/chat/completions                         | {"model":"gpt-4.1","messages":[{"role":"user","content":"Hi"}]}
        mistral/chat/completions                        | {"model":"m","messages":[{"role":"user","content":"Hi"}]}
        groq/chat/completions                           | {"model":"m","messages":[{"role":"user","content":"Hi"}]}
        deepseek/chat/completions                       | {"model":"m","messages":[{"role":"user","content":"Hi","any":1}]}
        openrouter/chat/completions                     | {"model":"m","messages":[{"role":"user","content":"Hi","any":1}]}
        anthropic/messages                              | {"model":"m","max_tokens":9,"messages":[{"role":"user","content":"Hi"}]}
        bedrock/model/amazon.nova-pro-v1:0/converse     | {"messages":[{"role":"user","content":[{"text":"Hi"}]}]}
        gemini/models/gemini-3-pro-preview:generateContent | {"contents":[{"role":"user","parts":[{"text":"Hi"}]}]}
        cohere/chat                                     | {"model":"m","messages":[{"role":"user","content":"Hi"}]}
        """)
    void aValidRequestIsAnswered(String path, String body) throws Exception {
        HttpResponse<String> response = post(path, body);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).contains("Done after 0 calls.");
    }

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
        openai/chat/completions  | {"model":"m","messages":[{"role":"user","content":"Hi"}],"top_k":1} | Unrecognized request argument supplied: top_k
        openai/chat/completions  | {"model":"m","messages":[{"role":"assistant","content":"Hi","reasoning_content":"x"}]} | Unknown parameter: 'messages[0].reasoning_content'
        openai/chat/completions  | {"model":"gpt-5","messages":[{"role":"user","content":"Hi"}],"temperature":0.2} | does not support 0.2
        openai/chat/completions  | {"model":"m","messages":[{"role":"tool","tool_call_id":"c","content":"Hi"}]} | must be a response to a preceeding message
        openai/chat/completions  | {"model":"m","messages":[{"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}]}]} | did not have response messages: c
        mistral/chat/completions | {"model":"m","messages":[{"role":"user","content":"Hi"}],"seed":1} | body.seed: Extra inputs are not permitted
        mistral/chat/completions | {"model":"m","messages":[{"role":"assistant","content":"","tool_calls":[{"id":"call_1","type":"function","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"call_1","content":"x"}]} | with a length of 9
        groq/chat/completions    | {"model":"m","messages":[{"role":"user","content":"Hi","cache_control":{}}]} | property 'cache_control' is unsupported
        anthropic/messages       | {"model":"m","max_tokens":9,"messages":[{"role":"user","content":[{"type":"text","text":""}]}]} | text content blocks must be non-empty
        anthropic/messages       | {"model":"m","max_tokens":9,"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":[{"type":"tool_use","id":"a","name":"f","input":{}}]},{"role":"user","content":"x"}]} | were found without `tool_result` blocks immediately after: a
        anthropic/messages       | {"model":"m","max_tokens":9000,"thinking":{"type":"enabled","budget_tokens":2000},"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":[{"type":"thinking","thinking":"x","signature":"wrong"}]},{"role":"user","content":"x"}]} | Invalid `signature` in `thinking` block
        anthropic/messages       | {"model":"claude-opus-4-7","max_tokens":9,"temperature":1,"messages":[{"role":"user","content":"Hi"}]} | `temperature` is deprecated for this model
        bedrock/model/m/converse | {"messages":[{"role":"user","content":[{"text":"Hi"}]},{"role":"user","content":[{"text":"Hi"}]}]} | must alternate between user and assistant
        bedrock/model/m/converse | {"messages":[]} | must start with a user message
        gemini/models/m:generateContent | {"contents":[{"role":"user","parts":[{"text":""}]}]} | empty text parameter
        gemini/models/gemini-3-pro-preview:generateContent | {"contents":[{"role":"user","parts":[{"text":"Hi"}]},{"role":"model","parts":[{"functionCall":{"name":"f","args":{}}}]},{"role":"user","parts":[{"functionResponse":{"name":"f","response":{}}}]}]} | is missing a thought_signature
        gemini/models/gemini-2.5-flash:generateContent | {"contents":[{"role":"user","parts":[{"text":"Hi"}]}],"toolConfig":{"functionCallingConfig":{"mode":"ANY"}}} | is set without function_declarations
        vertex/models/m:generateContent | {"contents":[{"role":"user","parts":[{"functionResponse":{"id":"1","name":"f","response":{}}}]}]} | Unknown name
        cohere/chat              | {"model":"m","messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"x","tool_calls":[{"id":"1","type":"function","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"1","content":"x"}]} | text content is not allowed when tool_calls are provided
        """)
    void anyOtherIsRefusedInTheProvidersWords(String path, String body, String words) throws Exception {
        HttpResponse<String> response = post(path, body);

        assertThat(response.statusCode()).isBetween(400, 422);
        assertThat(response.body()).contains(words);
    }

    private static HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        URI uri = URI.create(server.uri("").toString() + path);
        return HTTP.send(
                HttpRequest.newBuilder(uri)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
