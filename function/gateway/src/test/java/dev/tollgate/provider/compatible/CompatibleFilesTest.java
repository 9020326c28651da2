package dev.tollgate.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images and documents on their way to a provider with OpenAI's API. */
final class CompatibleFilesTest {
    private static final String CAT = "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AA==\"}}";
    private static final String PDF = "\"file_data\":\"data:application/pdf;base64,JVBERi0xLjc=\"";

    /** vercel/ai#7266: OpenAI takes no URL of a document. OpenRouter does, and DeepSeek reads no documents at all. */
    @ParameterizedTest
    @CsvSource({"openai,false", "mine,false", "openrouter,true", "deepseek,true"})
    void theGatewayFetchesADocumentUnlessTheProviderReadsItsUrl(String provider, boolean reads) {
        assertThat(CompatibleRequest.adapter(provider).readsDocumentUrl("https://h/a.pdf"))
                .isEqualTo(reads);
        assertThat(CompatibleRequest.adapter(provider).readsUrl("https://h/a.png"))
                .isTrue();
    }

    /** openai/openai-agents-python#1513. */
    @Test
    void aDocumentHasAName() {
        assertThat(sent("{" + PDF + "}").path("filename").asText()).isEqualTo("document.pdf");
        assertThat(sent("{" + PDF + ",\"filename\":\"a.pdf\"}").path("filename").asText())
                .isEqualTo("a.pdf");
        assertThat(sent("{\"file_id\":\"f\"}").has("filename")).isFalse();
    }

    /** openai/openai-node#1030. */
    @Test
    void whatTheAssistantDrewIsTheUsers() {
        assertThat(messages("""
                {"role":"assistant","content":[%s]},
                {"role":"user","content":"Is it a cat?"}""".formatted(CAT))).isEqualTo("""
                [{"role":"assistant","content":"(The next message of the user has the file.)"},\
                {"role":"user","content":[{"type":"text","text":"(This file is from the assistant.)"},%s]},\
                {"role":"user","content":"Is it a cat?"}]""".formatted(CAT));
    }

    @Test
    void theResultsOfToolsComeBeforeWhatTheAssistantDrew() {
        String call = "{\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}";
        assertThat(messages("""
                {"role":"assistant","content":[{"type":"text","text":"Look:"},%1$s],"tool_calls":[%2$s]},
                {"role":"tool","tool_call_id":"c","content":[%1$s]}""".formatted(CAT, call))).isEqualTo("""
                [{"role":"assistant","content":[{"type":"text","text":"Look:"}],"tool_calls":[%2$s]},\
                {"role":"tool","content":"(The next message of the user has the file.)","tool_call_id":"c"},\
                {"role":"user","content":[{"type":"text","text":"(This file is from the assistant.)"},%1$s,%1$s]}]""".formatted(CAT, call));
    }

    private static String messages(String messages) {
        return CompatibleRequest.tree(CompatibleRequest.sent("openai", "m", "{\"messages\":[" + messages + "]}"))
                .path("messages")
                .toString();
    }

    private static JsonNode sent(String file) {
        String request =
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":%s}]}]}".formatted(file);
        return CompatibleRequest.tree(CompatibleRequest.sent("openai", "m", request))
                .at("/messages/0/content/0/file");
    }
}
