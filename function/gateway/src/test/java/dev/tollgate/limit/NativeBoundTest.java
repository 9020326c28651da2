package dev.tollgate.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.NativeRequest;
import dev.tollgate.openai.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What only the client's own words hold costs as much as the rest. */
final class NativeBoundTest {
    private static final ChatRequest CHAT = new ChatRequest(
            "m", List.of(Message.text(Role.USER, "Hi.")), null, null, 16, null, null, null, null, null, null, Map.of());

    @Test
    void aFieldThatNobodyKnowsCounts() {
        String words = "word ".repeat(1_000);
        assertThat(tokens("{\"messages\":[],\"a_field_of_tomorrow\":{\"text\":\"" + words + "\"}}"))
                .isGreaterThan(5_000);
        assertThat(tokens("{\"messages\":[]}")).isLessThan(tokens(Optional.empty()) + 50);
    }

    @Test
    void anImageCountsAsAnImageAndNotAsText() {
        String data = "A".repeat(1_000_000);
        assertThat(tokens("{\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"" + data + "\"}}"))
                .isLessThan(100_000);
        assertThat(tokens("{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"" + data + "\"}}"))
                .isLessThan(100_000);
        assertThat(tokens("{\"image_url\":\"data:image/png;base64," + data + "\"}"))
                .isLessThan(100_000);
    }

    @Test
    void aDocumentMayFillTheContext() {
        assertThat(bound("{\"source\":{\"media_type\":\"application/pdf\",\"data\":\"AAAA\"}}")
                        .at("m", OptionalInt.of(200_000))
                        .audio())
                .isEqualTo(200_000);
    }

    @Test
    void whatOnlyAnAdapterOfThisApiGetsCountsToo() {
        NativeRequest sent = new NativeRequest(
                NativeRequest.MESSAGES,
                JsonCodec.mapper().createObjectNode(),
                List.of(),
                Map.of("mcp_servers", TextNode.valueOf("x")));
        assertThat(PromptBound.of(CHAT, Optional.of(sent))
                        .at("m", OptionalInt.of(100))
                        .audio())
                .isEqualTo(100);
    }

    @Test
    void whatAProviderReadsWithToolsOfItsOwnMayFillTheContext() {
        for (String body : List.of(
                "{\"tools\":[{\"type\":\"file_search\",\"vector_store_ids\":[\"vs_1\"]}]}",
                "{\"tools\":[{\"type\":\"mcp\",\"server_url\":\"x\"}]}",
                "{\"prompt\":{\"id\":\"pmpt_1\"}}",
                "{\"cachedContent\":\"cachedContents/1\"}")) {
            assertThat(heard(NativeRequest.RESPONSES, body)).as(body).isEqualTo(200_000);
        }
        for (String body : List.of("{\"tools\":[{\"urlContext\":{}}]}", "{\"tools\":{\"file_search\":{}}}")) {
            assertThat(heard(NativeRequest.GEMINI, body)).as(body).isEqualTo(200_000);
        }
        assertThat(heard(NativeRequest.RESPONSES, "{\"tools\":[{\"type\":\"function\",\"name\":\"mcp\"}]}"))
                .isZero();
        assertThat(heard(NativeRequest.GEMINI, "{\"tools\":[{\"functionDeclarations\":[{\"name\":\"mcp\"}]}]}"))
                .isZero();
        assertThat(tokens("{\"tools\":[{\"type\":\"image_generation\"}]}"))
                .as("what a provider says of its tool")
                .isGreaterThan(tokens("{\"tools\":[]}") + 4_000);
    }

    private static long heard(String format, String body) {
        return bound(format, body).at("m", OptionalInt.of(200_000)).audio();
    }

    private static long tokens(String body) {
        return bound(body).at("m", OptionalInt.empty()).text();
    }

    private static long tokens(Optional<NativeRequest> sent) {
        return PromptBound.of(CHAT, sent).at("m", OptionalInt.empty()).text();
    }

    private static PromptBound bound(String body) {
        return bound(NativeRequest.MESSAGES, body);
    }

    private static PromptBound bound(String format, String body) {
        try {
            ObjectNode json = (ObjectNode) JsonCodec.mapper().readTree(body);
            return PromptBound.of(CHAT, Optional.of(new NativeRequest(format, json)));
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(body, broken);
        }
    }
}
