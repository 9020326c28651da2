package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.fake.InMemoryContentPolicies;
import dev.tollgate.guardrail.ContentPolicy;
import dev.tollgate.guardrail.ContentPolicy.OwnDetector;
import dev.tollgate.guardrail.EveryPlace;
import dev.tollgate.guardrail.PolicyAction;
import dev.tollgate.openai.ContentRules;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.provider.Provider;
import dev.tollgate.upstream.FakeUpstream;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A canary in every place of a request to every endpoint: no provider gets it, and no error shows it. */
@QuarkusTest
final class PolicyPlacesTest extends GatewayTest {
    private static final String CANARY = "CANARY-1234567";
    private static final String SECRET_PART = "1234567";

    private static final Map<String, String> BODIES = Map.of(
            "chat", """
            {"model":"@","temperature":1,"user":"u","metadata":{"k":"v"},"stop":["s"],"logit_bias":{"50":1},"service_tier":"auto",
            "prediction":{"type":"content","content":"c"},"web_search_options":{"user_location":{"type":"approximate","approximate":{"city":"c"}}},
            "response_format":{"type":"json_schema","json_schema":{"name":"n","description":"d","schema":{"type":"object",
            "properties":{"p":{"type":"string","enum":["e"],"default":"f","examples":["g"],"description":"h","pattern":"i"}},"required":["p"]}}},
            "tools":[{"type":"function","function":{"name":"t","description":"d","parameters":{"type":"object","properties":{"q":{"type":"string","enum":["e"],"const":"k"}}}}}],
            "tool_choice":{"type":"function","function":{"name":"t"}},
            "messages":[{"role":"system","content":"s"},{"role":"user","name":"n","content":[{"type":"text","text":"a"},
            {"type":"image_url","image_url":{"url":"https://h.example/i.png","detail":"auto"}}]},
            {"role":"assistant","content":"b","reasoning_content":"r","tool_calls":[{"id":"c1","type":"function","function":{"name":"t","arguments":"{\\"q\\":\\"v\\"}"}}]},
            {"role":"tool","tool_call_id":"c1","content":"w"},{"role":"user","content":"z"}]}""",
            "responses", """
            {"model":"@","instructions":"i","user":"u","metadata":{"k":"v"},"safety_identifier":"s","prompt_cache_key":"p",
            "prompt":{"id":"pmpt_1","version":"2","variables":{"name":"v"}},"text":{"format":{"type":"json_schema","name":"n","description":"d","schema":{"type":"object","properties":{"p":{"type":"string","enum":["e"]}}}}},
            "tools":[{"type":"function","name":"t","description":"d","parameters":{"type":"object","properties":{"q":{"type":"string"}}}},
            {"type":"mcp","server_label":"l","server_url":"https://m.example/x","headers":{"authorization":"Bearer k"},"allowed_tools":["a"]},
            {"type":"web_search","user_location":{"type":"approximate","city":"c"},"filters":{"allowed_domains":["d.example"]}},
            {"type":"custom","name":"u","format":{"type":"grammar","syntax":"lark","definition":"start: x"}}],
            "input":[{"type":"message","role":"user","content":[{"type":"input_text","text":"a"},{"type":"input_file","filename":"f.txt","file_data":"data:text/plain;base64,aGVsbG8="}]},
            {"type":"function_call","id":"fc_1","call_id":"c1","name":"t","arguments":"{\\"q\\":\\"v\\"}"},{"type":"function_call_output","call_id":"c1","output":"o"},
            {"type":"custom_tool_call","call_id":"c2","name":"u","input":"i"},{"type":"custom_tool_call_output","call_id":"c2","output":[{"type":"input_text","text":"o"}]},
            {"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"s"}],"encrypted_content":"gAAA"},
            {"type":"message","role":"assistant","content":[{"type":"output_text","text":"b","annotations":[{"type":"url_citation","url":"https://c.example/","title":"t"}]}]}]}""",
            "messages", """
            {"model":"@","max_tokens":9,"system":[{"type":"text","text":"s","cache_control":{"type":"ephemeral"}}],"metadata":{"user_id":"u"},
            "stop_sequences":["s"],"container":"c","mcp_servers":[{"type":"url","url":"https://m.example/x","name":"n","authorization_token":"t"}],
            "tools":[{"name":"t","description":"d","input_schema":{"type":"object","properties":{"q":{"type":"string","default":"d"}}},"input_examples":[{"q":"x"}]},
            {"type":"web_search_20250305","name":"web_search","user_location":{"type":"approximate","city":"c"}}],
            "messages":[{"role":"user","content":[{"type":"text","text":"a"},{"type":"document","title":"t","context":"c","source":{"type":"text","media_type":"text/plain","data":"d"}},
            {"type":"search_result","source":"s","title":"t","content":[{"type":"text","text":"x"}]},{"type":"image","source":{"type":"url","url":"https://h.example/i.png"}}]},
            {"role":"assistant","content":[{"type":"thinking","thinking":"h","signature":"c2ln"},{"type":"tool_use","id":"c1","name":"t","input":{"q":"v"}}]},
            {"role":"user","content":[{"type":"tool_result","tool_use_id":"c1","content":[{"type":"text","text":"r"}]}]}]}""",
            "gemini", """
            {"systemInstruction":{"parts":[{"text":"s"}]},"labels":{"k":"v"},"cachedContent":"cachedContents/x",
            "generationConfig":{"stopSequences":["s"],"responseMimeType":"application/json","responseSchema":{"type":"OBJECT","properties":{"p":{"type":"STRING","enum":["e"]}}}},
            "tools":[{"functionDeclarations":[{"name":"t","description":"d","parameters":{"type":"OBJECT","properties":{"q":{"type":"STRING"}}}}]},{"googleSearch":{}}],
            "contents":[{"role":"user","parts":[{"text":"a"},{"inlineData":{"mimeType":"text/plain","data":"aGVsbG8="}},{"fileData":{"fileUri":"https://h.example/i.pdf","mimeType":"application/pdf"}}]},
            {"role":"model","parts":[{"functionCall":{"id":"c1","name":"t","args":{"q":"v"}},"thoughtSignature":"c2ln"},{"executableCode":{"language":"PYTHON","code":"p"}}]},
            {"role":"user","parts":[{"functionResponse":{"id":"c1","name":"t","response":{"result":"r"}}}]}]}""",
            "embeddings", "{\"model\":\"@\",\"input\":[\"a\",\"b\"],\"user\":\"u\",\"encoding_format\":\"float\"}",
            "completions", "{\"model\":\"@\",\"prompt\":\"a\",\"user\":\"u\",\"stop\":\"s\"}",
            "moderations",
                    "{\"model\":\"@\",\"input\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://h.example/i.png\"}}]}",
            "rerank",
                    "{\"model\":\"@\",\"query\":\"q\",\"documents\":[\"a\",{\"text\":\"b\",\"title\":\"t\"}],\"rank_fields\":[\"text\"]}",
            "images",
                    "{\"model\":\"@\",\"prompt\":\"p\",\"user\":\"u\",\"size\":\"1024x1024\",\"images\":[{\"image_url\":\"https://h.example/i.png\"}]}",
            "speech", "{\"model\":\"@\",\"input\":\"a\",\"voice\":{\"id\":\"v\"},\"instructions\":\"i\"}");

    @Inject
    InMemoryContentPolicies policies;

    /** It answers nothing that anybody could use: what counts is what it gets. */
    private final FakeUpstream providers = new FakeUpstream(Replies.status(400, "{\"error\":{\"message\":\"no\"}}"));

    @BeforeEach
    void providersOfAllKinds() {
        for (String kind : List.of("azure", "anthropic", "gemini", "openai", "cohere", "bedrock")) {
            String secret = kind.equals("bedrock") ? "{\"access_key_id\":\"a\",\"secret_access_key\":\"b\"}" : "k";
            routes.provider(new Provider("p-" + kind, kind, providers.uri("p-" + kind), secret, null));
        }
        for (PolicyAction action : List.of(PolicyAction.MASK, PolicyAction.REDACT, PolicyAction.DENY)) {
            policies.put(new ContentPolicy(
                    action.name(),
                    Map.of("canary", action),
                    Map.of(),
                    Set.of(),
                    Map.of("canary", new OwnDetector("CANARY-[0-9]{7}", List.of()))));
            keys.put(ApiKey.builder(action.name(), KeyHash.of("tg-" + action))
                    .content(new ContentRules(List.of(action.name()), null, false))
                    .build());
        }
    }

    @AfterEach
    void stopProviders() {
        providers.close();
    }

    @ParameterizedTest
    @CsvSource({
        "chat, /v1/chat/completions, 'azure anthropic gemini cohere bedrock'",
        "responses, /v1/responses, 'azure anthropic gemini openai'",
        "responses, /v1/responses/compact, 'azure openai'",
        "messages, /v1/messages, 'anthropic openai gemini bedrock'",
        "messages, /v1/messages/count_tokens, 'anthropic'",
        "gemini, /v1beta/models/@:generateContent, 'gemini openai anthropic'",
        "gemini, /v1beta/models/@:countTokens, 'gemini'",
        "embeddings, /v1/embeddings, 'openai gemini cohere'",
        "embeddings, /openai/deployments/@/embeddings, 'azure'",
        "completions, /v1/completions, 'openai anthropic'",
        "moderations, /v1/moderations, 'openai'",
        "rerank, /v1/rerank, 'openai cohere'",
        "images, /v1/images/generations, 'openai azure'",
        "images, /v1/images/edits, 'openai'",
        "speech, /v1/audio/speech, 'openai'"
    })
    void noPlaceLetsACanaryOut(String body, String path, String kinds) {
        List<String> leaks = new ArrayList<>();
        int masked = 0;
        for (String kind : kinds.split(" ", -1)) {
            String model = "p-" + kind + "/" + model(kind);
            JsonNode request = json(BODIES.get(body).replace("@", model));
            for (EveryPlace.Place place : EveryPlace.of(request, CANARY)) {
                for (PolicyAction action : List.of(PolicyAction.MASK, PolicyAction.REDACT, PolicyAction.DENY)) {
                    String answer = send(path.replace("@", model), place.document(), action);
                    boolean shown = answer.contains("content_policy_violation") && answer.contains(SECRET_PART);
                    String received = received();
                    masked += received.contains("CANARY_1") ? 1 : 0;
                    if (shown || received.contains(SECRET_PART)) {
                        leaks.add(kind + " " + action + " " + place.path() + (shown ? ": " + answer : ""));
                    }
                }
            }
        }
        assertThat(leaks).isEmpty();
        assertThat(masked).as("requests with a placeholder").isPositive();
    }

    private String received() {
        StringBuilder all = new StringBuilder();
        for (String kind : List.of("azure", "anthropic", "gemini", "openai", "cohere", "bedrock")) {
            providers.received("p-" + kind).forEach(request -> all.append(request.path())
                    .append(request.headers())
                    .append(request.body()));
        }
        providers.forget();
        return all.toString();
    }

    private static String model(String kind) {
        return switch (kind) {
            case "anthropic" -> "claude-sonnet-4-5";
            case "gemini" -> "gemini-2.5-flash";
            case "bedrock" -> "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
            case "cohere" -> "command-a-03-2025";
            default -> "gpt-4o";
        };
    }

    private String send(String path, JsonNode body, PolicyAction action) {
        try {
            HttpResponse<InputStream> response = GatewayClient.open(new GatewayClient(base, "tg-" + action)
                    .request(path)
                    .header("content-type", "application/json")
                    .POST(BodyPublishers.ofString(body.toString())));
            return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JsonCodec.mapper().readTree(text);
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }
}
