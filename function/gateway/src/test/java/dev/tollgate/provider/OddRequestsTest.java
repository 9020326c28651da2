package dev.tollgate.provider;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.provider.anthropic.AnthropicKind;
import dev.tollgate.provider.bedrock.BedrockKind;
import dev.tollgate.provider.cohere.CohereKind;
import dev.tollgate.provider.compatible.AzureKind;
import dev.tollgate.provider.compatible.CompatibleKind;
import dev.tollgate.provider.gemini.GeminiKind;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Odd requests that pass the edge. Each kind of provider translates them, or rejects them with the name of a field. */
class OddRequestsTest {
    private static final String USER = "{\"role\":\"user\",\"content\":\"hi\"}";

    /** Each kind with a model of its provider. */
    private static final Map<ProviderKind, String> KINDS = Map.of(
            new CompatibleKind(), "gpt-4o-mini",
            new AzureKind(), "deployment",
            new AnthropicKind(), "claude-sonnet-4-5",
            new GeminiKind(), "gemini-2.5-pro",
            new BedrockKind(), "anthropic.claude-sonnet-4-5-v1:0",
            new CohereKind(), "command-a-03-2025");

    static Stream<Arguments> requests() {
        return KINDS.entrySet().stream().flatMap(kind -> odd().map(
                        request -> Arguments.of(kind.getKey().kind(), request, kind.getKey(), kind.getValue())));
    }

    private static Stream<String> odd() {
        return Stream.of(
                messages("{\"role\":\"user\",\"content\":\"\"}"),
                messages("{\"role\":\"user\",\"content\":[]}"),
                messages("{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"\"}]}"),
                messages("{\"role\":\"user\",\"content\":[{\"type\":\"video\"}]}"),
                messages("{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\",\"input_audio\":{}}]}"),
                messages("{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\",\"input_audio\":\"x\"}]}"),
                messages("{\"role\":\"user\",\"content\":[{\"type\":\"refusal\",\"refusal\":\"no\"}]}"),
                messages(image("")),
                messages(image("data:,")),
                messages(image("data:image/png;base64,***")),
                messages(image("data:text/plain;base64,aGk=")),
                messages(image("ftp://example.org/a.png")),
                messages("{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{}}]}"),
                messages("{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{\"file_id\":\"f\"}}]}"),
                messages("{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{\"file_data\":\"x\"}}]}"),
                messages("{\"role\":\"system\",\"content\":\"only this\"}"),
                messages("{\"role\":\"system\",\"content\":["
                        + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"x\"}}]}," + USER),
                messages("{\"role\":\"assistant\",\"content\":null}"),
                messages(USER + ",{\"role\":\"assistant\"}," + USER),
                messages("{\"role\":\"assistant\",\"content\":\"begin\"}"),
                messages("{\"role\":\"function\",\"name\":\"f\",\"content\":\"x\"}"),
                messages("{\"role\":\"tool\",\"tool_call_id\":\"nobody\",\"content\":\"x\"}"),
                messages(USER + "," + call("custom", "{\"name\":\"f\"}")
                        + ",{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"x\"}"),
                messages(USER + "," + call("function", "{\"name\":\"f\",\"arguments\":\"[1]\"}")),
                messages(USER + "," + call("function", "{\"name\":\"f\",\"arguments\":\"{\"}")),
                messages(USER + "," + call("function", "{\"name\":\"f\"}")),
                messages(USER + ",{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[]}"),
                messages(USER + ",{\"role\":\"assistant\",\"content\":\"x\",\"thinking_blocks\":\"none\"}"),
                messages(USER + ",{\"role\":\"assistant\",\"content\":\"x\",\"thinking_blocks\":[1,{}]}"),
                messages(USER + ",{\"role\":\"assistant\",\"content\":\"x\",\"extra_content\":5}"),
                with("\"tools\":[]"),
                with("\"tools\":[],\"tool_choice\":\"required\""),
                with("\"tools\":[{\"type\":\"custom\"}]"),
                with("\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":[]}}]"),
                with("\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":null}}]"),
                with("\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"nobody\"}}"),
                with("\"tool_choice\":{\"type\":\"allowed_tools\"}"),
                with("\"response_format\":{\"type\":\"grammar\"}"),
                with("\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\"}}"),
                with(
                        "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"schema\":{\"type\":\"array\"}}}"),
                with("\"reasoning_effort\":\"enormous\""),
                with("\"stop\":[]"),
                with("\"stop\":\"\""),
                with("\"n\":128"),
                with("\"top_logprobs\":-1"),
                with("\"max_tokens\":2147483647"),
                with("\"user\":\"\""),
                with("\"metadata\":5"),
                with("\"thinking\":5,\"safety_settings\":1,\"guardrailConfig\":2,\"documents\":3,\"top_k\":\"x\""));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("requests")
    void translatesAnOddRequestOrNamesTheFieldThatItRejects(String name, String json, ProviderKind kind, String model)
            throws JsonProcessingException {
        ChatRequest request = JsonCodec.mapper().readValue(json, ChatRequest.class);
        ChatAdapter adapter =
                kind.adapter(new Provider(name, name, URI.create("http://127.0.0.1:1/x"), "id:secret", "us-east-1"));
        for (DropPolicy policy : DropPolicy.values()) {
            assertThatCode(() -> encode(adapter, request, model, policy)).doesNotThrowAnyException();
        }
    }

    private static void encode(ChatAdapter adapter, ChatRequest request, String model, DropPolicy policy) {
        try {
            adapter.encode(request, model, new UnsupportedFields(adapter.name(), policy));
        } catch (GatewayException refused) {
            if (refused.kind().status() != 400 || refused.param() == null) {
                throw refused;
            }
        }
    }

    private static String messages(String messages) {
        return "{\"model\":\"m\",\"messages\":[" + messages + "]}";
    }

    private static String with(String fields) {
        return "{\"model\":\"m\",\"messages\":[" + USER + "]," + fields + "}";
    }

    private static String image(String url) {
        return "{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + url + "\"}}]}";
    }

    private static String call(String type, String function) {
        return "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c\",\"type\":\"" + type
                + "\",\"function\":" + function + "}]}";
    }
}
