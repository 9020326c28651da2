package dev.tollgate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A streamed call starts with the whole name of its function (continuedev/continue#5849, vercel/ai#14722). */
class JoinedNamesTest {
    private final List<ChatChunk> chunks = new ArrayList<>();
    private final ReplyDecoder decoder =
            JoinedNames.in(new Scripted(), Set.of("get", "get_weather", "edit_existing_file"));

    /** A decoder that emits the next of the chunks with each event. */
    private final class Scripted implements ReplyDecoder {
        @Override
        public List<ChatChunk> whole(byte[] body) {
            return chunks;
        }

        @Override
        public List<ChatChunk> event(ReplyEvent event) {
            return List.of(chunks.removeFirst());
        }

        @Override
        public boolean complete() {
            return true;
        }
    }

    @Test
    void aNameInPiecesIsPutTogether() {
        assertThat(streamed(
                        call(0, "a", "edit_ex", ""),
                        call(0, null, "isting_file", null),
                        call(0, null, null, "{}"),
                        END))
                .containsExactly("0 a edit_existing_file ", "0 null null {}");
    }

    @Test
    void aNameMayComeAfterTheFirstArguments() {
        assertThat(streamed(call(0, "a", null, "{\"x\":"), call(0, null, "get", "1}"), END))
                .containsExactly("0 a get {\"x\":1}");
    }

    @Test
    void aNameThatIsWholeDoesNotWait() {
        assertThat(streamed(call(0, "a", "get", ""), call(0, null, "_weather", ""), END))
                .containsExactly("0 a get ", "0 null _weather ");
        assertThat(streamed(call(1, "b", "unknown", ""), END)).containsExactly("1 b unknown ");
    }

    @Test
    void whatStillWaitsAtTheEndIsSent() {
        assertThat(streamed(call(0, "a", "get_w", ""), call(1, "b", "edit_", ""), END))
                .containsExactly("0 a get_w ", "1 b edit_ ");
    }

    @Test
    void aCallOfAnotherKindHasNoFunction() {
        ToolCall custom = new ToolCall(0, "a", "custom", null, Map.of("custom", TextNode.valueOf("x")));
        assertThat(streamed(choice(custom, null), END)).containsExactly("0 a null null");
    }

    private static final ChatChunk END = chunk(new ChatChunk.Choice(0, Delta.EMPTY, null, "tool_calls", Map.of()));

    private List<String> streamed(ChatChunk... events) {
        chunks.addAll(List.of(events));
        List<String> calls = new ArrayList<>();
        for (ChatChunk _ : events) {
            decoder.event(new ReplyEvent("", "")).stream()
                    .flatMap(chunk -> chunk.choices().stream())
                    .filter(choice -> choice.delta().toolCalls() != null)
                    .flatMap(choice -> choice.delta().toolCalls().stream())
                    .forEach(call -> calls.add(shown(call)));
        }
        return calls;
    }

    private static String shown(ToolCall call) {
        ToolCall.Function function = call.function();
        return call.index() + " " + call.id() + " "
                + (function == null ? "null null" : function.name() + " " + function.arguments());
    }

    private static ChatChunk call(int index, String id, String name, String arguments) {
        return choice(new ToolCall(index, id, null, new ToolCall.Function(name, arguments, Map.of()), Map.of()), null);
    }

    private static ChatChunk choice(ToolCall call, String finish) {
        return chunk(new ChatChunk.Choice(
                0, new Delta(null, null, null, null, List.of(call), Map.of()), null, finish, Map.of()));
    }

    private static ChatChunk chunk(ChatChunk.Choice choice) {
        return new ChatChunk(null, ChatChunk.OBJECT, null, null, List.of(choice), null, Map.of());
    }
}
