package dev.tollgate.provider.claude;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.NativeRequest;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NativeMessagesTest {
    private static final String THOUGHT = "{\"type\": \"thinking\", \"thinking\": \"Hm.\", \"signature\": \"s\"}, ";

    @Test
    void onlyNewModelsGetInstructionsWithinTheConversation() throws Exception {
        String request = """
            {"max_tokens": 9, "messages": [
              {"role": "user", "content": "Hi"}, {"role": "system", "content": "Be brief."}]}""";

        assertThat(body(request, "claude-opus-4-8")).isPresent();
        assertThat(body(request, "claude-sonnet-4-5")).isEmpty();
    }

    @Test
    void aModelGetsOnlyTheThinkingThatItKnows() throws Exception {
        String adaptive = request("{\"type\": \"adaptive\"}");
        String budget = request("{\"type\": \"enabled\", \"budget_tokens\": 2048}");

        assertThat(body(adaptive, "claude-opus-4-7")).isPresent();
        assertThat(body(adaptive, "claude-haiku-4-5")).isEmpty();
        assertThat(body(budget, "claude-opus-4-7")).isEmpty();
        assertThat(body(budget, "claude-haiku-4-5")).isPresent();
        assertThat(body(adaptive, "another-model")).isPresent();
    }

    @Test
    void aBudgetNeedsTheThinkingBeforeACall() throws Exception {
        assertThat(body(loop(THOUGHT), "claude-haiku-4-5")).isPresent();
        assertThat(body(loop(""), "claude-haiku-4-5")).isEmpty();
    }

    /** Anthropic: "tool_use.extra_content: Extra inputs are not permitted". */
    @Test
    void claudeDoesNotGetTheSignaturesOfGeminisCalls() throws Exception {
        String call = """
            {"type": "tool_use", "id": "c1", "name": "look", "input": {}%s}""";
        String signed = ", \"extra_content\": {\"google\": {\"thought_signature\": \"s\"}}";

        NativeMessages.NativeBody sending =
                sending(assistant(call.formatted(signed)), "claude-opus-5").orElseThrow();

        assertThat(sending.body()).isEqualTo(tree(assistant(call.formatted(""))));
        assertThat(sending.dropped()).containsExactly("messages[].content[].extra_content");
    }

    /** "'image' blocks are not permitted within assistant turns" (epam/ai-dial-adapter-bedrock#306). */
    @Test
    void whatAnotherModelDrewIsTranslated() throws Exception {
        String image = "{\"type\": \"image\", \"source\": {\"type\": \"url\", \"url\": \"https://h/a.png\"}}";

        assertThat(body(assistant(image), "claude-opus-5")).isEmpty();
        assertThat(body(assistant(image).replace("assistant", "user"), "claude-opus-5"))
                .isPresent();
    }

    @Test
    void anInputThatIsNoObjectIsTranslated() throws Exception {
        String call = "{\"type\": \"tool_use\", \"id\": \"c1\", \"name\": \"look\", \"input\": %s}";

        assertThat(body(assistant(call.formatted("{}")), "claude-opus-5")).isPresent();
        assertThat(body(assistant(call.formatted("\"{\"")), "claude-opus-5")).isEmpty();
    }

    @Test
    void claudeGetsBackOnlyTheSourcesThatItHasFoundItself() throws Exception {
        String claudes = """
            {"type": "web_search_result_location", "url": "https://a.example", "title": "A", "cited_text": "Rain.",
              "encrypted_index": "EoA"}""";
        String others = claudes.replace("EoA", "").replace("Rain.", "");
        String cited = "{\"type\": \"text\", \"text\": \"Rain.\", \"citations\": [%s]}";

        NativeMessages.NativeBody mixed = sending(assistant(cited.formatted(others + ", " + claudes)), "claude-opus-5")
                .orElseThrow();
        NativeMessages.NativeBody foreign =
                sending(assistant(cited.formatted(others)), "claude-opus-5").orElseThrow();
        NativeMessages.NativeBody own =
                sending(assistant(cited.formatted(claudes)), "claude-opus-5").orElseThrow();

        assertThat(mixed.body()).isEqualTo(tree(assistant(cited.formatted(claudes))));
        assertThat(mixed.dropped()).containsExactly("messages[].content[].citations");
        assertThat(foreign.body()).isEqualTo(tree(assistant("{\"type\": \"text\", \"text\": \"Rain.\"}")));
        assertThat(own.body()).isEqualTo(tree(assistant(cited.formatted(claudes))));
        assertThat(own.dropped()).isEmpty();
    }

    private static String assistant(String block) {
        return """
            {"max_tokens": 9, "messages": [
              {"role": "user", "content": "Hi"}, {"role": "assistant", "content": [%s]}, {"role": "user", "content": "?"}]}\
            """.formatted(block);
    }

    private static String request(String thinking) {
        return "{\"max_tokens\": 4096, \"thinking\": " + thinking
                + ", \"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}]}";
    }

    private static String loop(String thought) {
        return """
            {"max_tokens": 4096, "thinking": {"type": "enabled", "budget_tokens": 2048}, "messages": [
              {"role": "user", "content": "Hi"},
              {"role": "assistant", "content": [%s{"type": "tool_use", "id": "c1", "name": "look", "input": {}}]},
              {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "c1", "content": "Rain"}]}]}\
            """.formatted(thought);
    }

    private static Optional<ObjectNode> body(String json, String model) throws JsonProcessingException {
        return sending(json, model).map(NativeMessages.NativeBody::body);
    }

    private static ObjectNode tree(String json) throws JsonProcessingException {
        return (ObjectNode) JsonCodec.mapper().readTree(json);
    }

    private static Optional<NativeMessages.NativeBody> sending(String json, String model)
            throws JsonProcessingException {
        NativeRequest sent = new NativeRequest(NativeRequest.MESSAGES, tree(json));
        ChatRequest chat = JsonCodec.mapper().readValue("{\"model\": \"m\"}", ChatRequest.class);
        ClaudeModel claude = ClaudeModel.of(model);
        return NativeMessages.body(sent, chat, claude, claude.supportsSystemTurns());
    }
}
