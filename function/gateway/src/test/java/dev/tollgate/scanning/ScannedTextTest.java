package dev.tollgate.scanning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.JsonCodec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a scan reads of a request. */
class ScannedTextTest {

    @Test
    void theLatestMessageComesFirstAndToolsComeLast() {
        assertThat(texts("""
                {"model":"m","tools":[{"type":"function","function":{"name":"f","description":"Finds drugs.","parameters":{}}}],
                 "messages":[{"role":"system","content":"Be kind."},
                  {"role":"user","content":[{"type":"text","text":"Hi."},{"type":"text","text":"Ill."}]},
                  {"role":"assistant","content":null,"tool_calls":[
                   {"id":"c","type":"function","function":{"name":"f","arguments":"{\\"q\\":\\"opium\\"}"}}]},
                  {"role":"tool","tool_call_id":"c","content":"Found it."}]}"""))
                .satisfies(texts -> assertThat(texts.getFirst()).isEqualTo("Found it."))
                .satisfies(texts -> assertThat(texts.get(1)).contains("opium"))
                .satisfies(texts -> assertThat(texts.get(2)).isEqualTo("Hi.\nIll."))
                .satisfies(texts -> assertThat(texts.get(3)).isEqualTo("Be kind."))
                .satisfies(texts -> assertThat(texts.getLast()).contains("Finds drugs."));
    }

    @Test
    void ofALongMessageTheBeginningAndTheEndAreRead() {
        List<String> texts = texts("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"older\"},"
                + "{\"role\":\"user\",\"content\":\"begin " + "x".repeat(100_000) + " end\"}]}");

        assertThat(texts).hasSize(1);
        assertThat(texts.getFirst())
                .hasSizeBetween(ScannedText.MOST_CHARACTERS - 10, ScannedText.MOST_CHARACTERS)
                .startsWith("begin x")
                .endsWith("x end");
    }

    @Test
    void ofAnAnswerSpeechAndCustomToolsAreReadToo() throws JsonProcessingException {
        ChatCompletion answer = JsonCodec.mapper().readValue("""
                {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"stop",
                 "message":{"role":"assistant","content":"Said.","reasoning_content":"Thought.",
                  "audio":{"id":"audio_1","data":"UklGRg==","transcript":"Spoken."},
                  "reasoning_details":[{"type":"reasoning.text","text":"Thought.","signature":"s1"}],
                  "tool_calls":[{"id":"t1","type":"custom","custom":{"name":"sql","input":"DROP"}},
                   {"id":"t2","type":"function","function":{"name":"f","arguments":"{}"}}]}}]}""", ChatCompletion.class);

        assertThat(ScannedText.of(answer).texts()).containsExactly("Said.", "Thought.", "{}", "Spoken.", "sql", "DROP");
    }

    @Test
    void thereIsNoTextInAnImage() {
        assertThat(texts("""
                {"model":"m","messages":[{"role":"user","content":[
                {"type":"image_url","image_url":{"url":"https://example.com/a.png"}}]}]}""")).isEmpty();
    }

    private static List<String> texts(String request) {
        try {
            return ScannedText.of(JsonCodec.mapper().readValue(request, ChatRequest.class))
                    .texts();
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }
}
