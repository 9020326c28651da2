package dev.tollgate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.ToolCall;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** cline/cline#11885, mastra-ai/mastra#6302, danny-avila/LibreChat#12888. */
class FunctionNamesTest {
    private static final String LONG = "mcp__" + "a_server_with_a_name__".repeat(3) + "read_file";

    @Test
    void namesThatTheProviderAcceptsStay() throws Exception {
        ChatRequest request = request("read_file");

        assertThat(FunctionNames.of(request, FunctionNameFormat.OPENAI).in(request))
                .isSameAs(request);
        ChatRequest claudes = request(LONG);
        assertThat(FunctionNames.of(claudes, FunctionNameFormat.of(128)).in(claudes))
                .isSameAs(claudes);
    }

    @Test
    void aLongNameIsShortenedInToolsChoiceAndHistory() throws Exception {
        ChatRequest request = request(LONG);
        ChatRequest sent = FunctionNames.of(request, FunctionNameFormat.OPENAI).in(request);

        String name = sent.tools().getFirst().function().name();
        assertThat(name).hasSize(64).startsWith(LONG.substring(0, 55));
        assertThat(sent.extra().get("tool_choice").at("/function/name").asText())
                .isEqualTo(name);
        assertThat(sent.messages().get(1).toolCalls().getFirst().function().name())
                .isEqualTo(name);
        assertThat(sent.messages().get(2).name()).isEqualTo(name);
        assertThat(FunctionNames.of(request, FunctionNameFormat.OPENAI).in(request))
                .isEqualTo(sent);
    }

    @Test
    void noTwoNamesBecomeOne() throws Exception {
        ChatRequest request = request("fs.read:file", "fs_read_file", "fs:read.file", LONG + "1", LONG + "2");
        ChatRequest sent = FunctionNames.of(request, FunctionNameFormat.OPENAI).in(request);

        List<String> names =
                sent.tools().stream().map(tool -> tool.function().name()).toList();
        assertThat(names).doesNotHaveDuplicates().allMatch(FunctionNameFormat.OPENAI::accepts);
        assertThat(names.get(1)).isEqualTo("fs_read_file");
    }

    @Test
    void theAnswerHasTheClientsNames() throws Exception {
        ChatRequest request = request("fs.read:file");
        FunctionNames names = FunctionNames.of(request, FunctionNameFormat.OPENAI);
        String sent = names.in(request).tools().getFirst().function().name();

        assertThat(sent).isEqualTo("fs_read_file");
        assertThat(names.in(new OneCall(sent)).whole(new byte[0])).isEqualTo(List.of(call("fs.read:file")));
        assertThat(names.in(new OneCall("another")).event(new ReplyEvent("", "")))
                .isEqualTo(List.of(call("another")));
    }

    /** A reply that calls this function. */
    @Test
    void aNameInABatchStandsForOneFunctionInAllLines() throws Exception {
        ChatRequest first = request("fs.read:file");
        ChatRequest second = request("fs:read.file", "fs_read_file");
        FunctionNames names = FunctionNames.hashed(first, FunctionNameFormat.OPENAI);

        String sent = names.in(first).tools().getFirst().function().name();
        assertThat(sent).matches("fs_read_file_[0-9a-f]{8}");
        assertThat(names.clients()).isEqualTo(Map.of(sent, "fs.read:file"));
        assertThat(FunctionNames.hashed(second, FunctionNameFormat.OPENAI)
                        .in(second)
                        .tools())
                .extracting(tool -> tool.function().name())
                .doesNotContain(sent)
                .contains("fs_read_file");
    }

    private record OneCall(String name) implements ReplyDecoder {
        @Override
        public List<ChatChunk> whole(byte[] body) {
            return List.of(call(name));
        }

        @Override
        public List<ChatChunk> event(ReplyEvent event) {
            return List.of(call(name));
        }

        @Override
        public boolean complete() {
            return true;
        }
    }

    private static ChatChunk call(String name) {
        ToolCall.Function function = new ToolCall.Function(name, "", Map.of());
        ToolCall call = new ToolCall(0, "c", "function", function, Map.of());
        Delta delta = new Delta(null, null, null, null, List.of(call), Map.of());
        ChatChunk.Choice choice = new ChatChunk.Choice(0, delta, null, null, Map.of());
        return new ChatChunk(null, null, null, null, List.of(choice), null, Map.of());
    }

    /** A request whose first function must be called, and was called before. */
    private static ChatRequest request(String... names) throws JsonProcessingException {
        String tools = Arrays.stream(names)
                .map("{\"type\": \"function\", \"function\": {\"name\": \"%s\"}}"::formatted)
                .collect(Collectors.joining(","));
        return JsonCodec.mapper().readValue("""
                {"model": "m", "tools": [%1$s], "tool_choice": {"type": "function", "function": {"name": "%2$s"}}, "messages": [
                  {"role": "user", "content": "Hi"},
                  {"role": "assistant", "tool_calls": [{"id": "c1", "type": "function",
                    "function": {"name": "%2$s", "arguments": "{}"}}]},
                  {"role": "tool", "tool_call_id": "c1", "name": "%2$s", "content": "ok"}]}""".formatted(tools, names[0]), ChatRequest.class);
    }
}
