package dev.tollgate.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.NativeRequest;
import dev.tollgate.openai.Role;
import dev.tollgate.openai.SignatureEnvelope;
import dev.tollgate.provider.ChatExchange;
import dev.tollgate.provider.Provider;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Requests in Gemini's own words stay as they are, but for what would make Google refuse them. */
final class GeminiNativeTest {
    private static final String VERTEX = "https://x.googleapis.com/v1/projects/p/locations/l/publishers/google";

    @Test
    void theLimitOfABudgetIsSet() {
        assertThat(sent("{\"contents\":[]}", 5, null, "gemini-2.5-flash")
                        .at("/generationConfig/maxOutputTokens")
                        .asInt())
                .isEqualTo(5);
        assertThat(sent("{\"generation_config\":{\"max_output_tokens\":9,\"topK\":1}}", 5, null, "gemini-2.5-flash"))
                .hasToString("{\"generation_config\":{\"topK\":1,\"maxOutputTokens\":5}}");
        assertThat(sent("{\"generation_config\":{\"max_output_tokens\":5}}", 5, null, "gemini-2.5-flash"))
                .hasToString("{\"generation_config\":{\"max_output_tokens\":5}}");
    }

    @Test
    void whatOtherProvidersLeftInTheHistoryIsTakenOut() {
        String signature = SignatureEnvelope.of(Map.of());
        String history =
                "{\"contents\":[{\"role\":\"model\",\"parts\":[{\"text\":\"a\",\"thoughtSignature\":\"" + signature
                        + "\"},{\"functionCall\":{\"id\":\"c\",\"name\":\"f\"}},{\"functionCall\":{\"name\":\"g\"}}]}]}";
        assertThat(sent(history, null, null, "gemini-3-pro-preview").at("/contents/0/parts"))
                .hasToString("[{\"text\":\"a\"},{\"functionCall\":{\"id\":\"c\",\"name\":\"f\"},\"thoughtSignature\":"
                        + "\"skip_thought_signature_validator\"},{\"functionCall\":{\"name\":\"g\"}}]");
        assertThat(sent(history, null, VERTEX, "gemini-2.5-flash").at("/contents/0/parts"))
                .hasToString(
                        "[{\"text\":\"a\"},{\"functionCall\":{\"name\":\"f\"}},{\"functionCall\":{\"name\":\"g\"}}]");
    }

    @Test
    void aStreamAndACountHaveTheirOwnUrls() {
        GeminiAdapter adapter = adapter(null);
        NativeRequest request = new NativeRequest(NativeRequest.GEMINI, json("{\"contents\":[]}"));
        ChatExchange exchange =
                adapter.nativeExchange(request, chat(null), "gemini-2.5-flash").orElseThrow();
        assertThat(exchange.request().uri())
                .hasToString(
                        "https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:generateContent");
        assertThat(adapter.tokenCount(request, chat(null), "gemini-2.5-flash")
                        .orElseThrow()
                        .count()
                        .apply("{\"totalTokens\":3}".getBytes(StandardCharsets.UTF_8)))
                .hasValue(3);
        assertThat(adapter.nativeExchange(new NativeRequest(NativeRequest.MESSAGES, json("{}")), chat(null), "m"))
                .isEmpty();
    }

    private static JsonNode sent(String body, @Nullable Integer limit, @Nullable String base, String model) {
        ChatExchange exchange = adapter(base)
                .nativeExchange(new NativeRequest(NativeRequest.GEMINI, json(body)), chat(limit), model)
                .orElseThrow();
        try {
            return JsonCodec.mapper().readTree(exchange.request().body());
        } catch (IOException noJson) {
            throw new AssertionError(noJson);
        }
    }

    private static GeminiAdapter adapter(@Nullable String base) {
        return new GeminiAdapter(new Provider("google", "gemini", base == null ? null : URI.create(base), null, null));
    }

    private static ChatRequest chat(@Nullable Integer limit) {
        List<Message> messages = List.of(Message.text(Role.USER, "a"));
        return new ChatRequest("m", messages, null, null, null, limit, null, null, null, null, null, Map.of());
    }

    private static ObjectNode json(String text) {
        try {
            return JsonCodec.mapper().readValue(text, ObjectNode.class);
        } catch (JsonProcessingException wrong) {
            throw new AssertionError(text, wrong);
        }
    }
}
