package dev.tollgate.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tollgate.openai.CachePolicy.Include;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CacheableRequestTest {
    private static final String SAID = "\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"stream\":true,\"stream_options\":{\"include_usage\":true}",
                "\"user\":\"u\",\"metadata\":{\"a\":\"b\"},\"safety_identifier\":\"s\"",
                "\"prompt_cache_key\":\"k\",\"session_id\":\"s\",\"usage\":{\"include\":true}",
                "\"stop\":null"
            })
    void whatShapesNothingChangesNoDigest(String fields) {
        assertThat(digest("{" + SAID + "," + fields + "}")).isEqualTo(digest("{" + SAID + "}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"temperature\":0.5",
                "\"n\":2",
                "\"models\":[\"other\"]",
                "\"provider\":{\"only\":[\"openai\"]}",
                "\"seed\":7",
                "\"stop\":\"x\"",
                "\"response_format\":{\"type\":\"json_object\"}"
            })
    void whatShapesTheAnswerChangesTheDigest(String fields) {
        assertThat(digest("{" + SAID + "," + fields + "}")).isNotEqualTo(digest("{" + SAID + "}"));
    }

    @Test
    void theOrderOfFieldsAndTheWayOfWritingNumbersChangeNothing() {
        assertThat(digest("{\"temperature\":0.50," + SAID + ",\"logit_bias\":{\"2\":1e1,\"1\":2}}"))
                .isEqualTo(digest("{" + SAID + ",\"logit_bias\":{\"1\":2.0,\"2\":10},\"temperature\":5e-1}"));
    }

    @Test
    void theOrderOfMessagesMatters() {
        String first = "{\"role\":\"user\",\"content\":\"a\"}";
        String second = "{\"role\":\"user\",\"content\":\"b\"}";
        assertThat(digest("{\"model\":\"m\",\"messages\":[" + first + "," + second + "]}"))
                .isNotEqualTo(digest("{\"model\":\"m\",\"messages\":[" + second + "," + first + "]}"));
    }

    @Test
    void theFormOfEmbeddingsMattersNotButTheirLengthDoes() throws JsonProcessingException {
        String floats = digest(read("{\"model\":\"m\",\"input\":\"a\"}", EmbeddingRequest.class));
        assertThat(digest(read(
                        "{\"model\":\"m\",\"input\":\"a\",\"encoding_format\":\"base64\",\"user\":\"u\"}",
                        EmbeddingRequest.class)))
                .isEqualTo(floats);
        assertThat(digest(read("{\"model\":\"m\",\"input\":\"a\",\"dimensions\":8}", EmbeddingRequest.class)))
                .isNotEqualTo(floats);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "tools":[{"type":"function","function":{"name":"f"}}] | TOOLS
                    "tools":[{"type":"custom","custom":{"name":"f"}}]     | TOOLS
                    "tools":[{"type":"web_search_20250305","name":"s"}]   | WEB_SEARCH
                    "web_search_options":{}                               | WEB_SEARCH
                    "plugins":[{"id":"web"}]                              | WEB_SEARCH
                    "store":true                                          | STORE
                    "modalities":["text","audio"],"audio":{"voice":"v"}   | AUDIO
                    """)
    void someRequestsAreCachedOnlyWhereAPolicySaysSo(String fields, Include kind) throws JsonProcessingException {
        ChatRequest request = read("{" + SAID + "," + fields + "}", ChatRequest.class);
        assertThat(CacheableRequest.unrepeatable(request)).isEqualTo(Set.of(kind));
    }

    @Test
    void aRecordingIsAudio() throws JsonProcessingException {
        String part = "{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"AA\",\"format\":\"wav\"}}";
        ChatRequest request = read(
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[" + part + "]}]}", ChatRequest.class);
        assertThat(CacheableRequest.unrepeatable(request)).isEqualTo(Set.of(Include.AUDIO));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"tools\":[]",
                "\"store\":false",
                "\"modalities\":[\"text\"]",
                "\"plugins\":[]",
                "\"n\":3",
                "\"store\":null"
            })
    void whatAsksForNothingSpecialIsCached(String fields) throws JsonProcessingException {
        ChatRequest request = read("{" + SAID + "," + fields + "}", ChatRequest.class);
        assertThat(CacheableRequest.unrepeatable(request)).isEmpty();
    }

    private static String digest(String json) {
        try {
            return digest(read(json, ChatRequest.class));
        } catch (JsonProcessingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static String digest(ModelRequest request) {
        CanonicalDigest digest = new CanonicalDigest();
        CacheableRequest.addTo(digest, request);
        return digest.hex();
    }

    private static <T> T read(String json, Class<T> type) throws JsonProcessingException {
        return JsonCodec.mapper().readValue(json, type);
    }
}
