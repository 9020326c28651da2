package dev.tollgate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.openai.Message;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.openai.Role;
import dev.tollgate.openai.ToolCall;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PairedResultsTest {
    private static final Message HELLO = Message.text(Role.USER, "Hello");

    @Test
    void leavesAPairedConversationAsItIs() {
        List<Message> messages = List.of(HELLO, calls("a", "b"), result("a"), result("b"), HELLO);

        assertThat(PairedResults.in(Conversation.of(messages))).isEqualTo(Conversation.of(messages));
    }

    @Test
    void putsResultsBeforeTheUsersWords() {
        assertThat(paired(HELLO, calls("a"), HELLO, result("a")))
                .containsExactly("USER Hello", "ASSISTANT a", "TOOL a", "USER Hello");
    }

    @Test
    void aCallWithoutAResultGetsOne() {
        assertThat(paired(HELLO, calls("a", "b"), result("b"), HELLO))
                .containsExactly(
                        "USER Hello", "ASSISTANT a b", "TOOL b", "TOOL a This call has no result.", "USER Hello");
        assertThat(paired(HELLO, calls("a")))
                .containsExactly("USER Hello", "ASSISTANT a", "TOOL a This call has no result.");
    }

    @Test
    void aResultWithoutACallIsWhatTheUserSays() {
        assertThat(paired(result("a"), calls("b"), result("b"), result("b"), result("c")))
                .containsExactly("USER 21", "ASSISTANT b", "TOOL b", "USER 21", "USER 21");
    }

    @Test
    void aResultInALaterTurnIsNotThatOfTheCall() {
        assertThat(paired(HELLO, calls("a"), HELLO, Message.text(Role.ASSISTANT, "Hm"), result("a")))
                .containsExactly(
                        "USER Hello",
                        "ASSISTANT a",
                        "TOOL a This call has no result.",
                        "USER Hello",
                        "ASSISTANT Hm",
                        "USER 21");
    }

    private static Stream<String> paired(Message... messages) {
        return PairedResults.in(Conversation.of(List.of(messages))).turns().stream()
                .flatMap(turn -> turn.entries().stream())
                .map(entry -> described(entry.message()));
    }

    private static String described(Message message) {
        StringBuilder text = new StringBuilder(message.role().name());
        if (message.toolCalls() != null) {
            message.toolCalls().forEach(call -> text.append(' ').append(call.id()));
        }
        boolean isResult = message.toolCallId() != null;
        if (isResult) {
            text.append(' ').append(message.toolCallId());
        }
        if (message.content() instanceof MessageContent.Text(String content) && !(isResult && content.equals("21"))) {
            text.append(' ').append(content);
        }
        return text.toString();
    }

    private static Message calls(String... ids) {
        List<ToolCall> calls = Stream.of(ids)
                .map(id -> new ToolCall(null, id, "function", new ToolCall.Function("f", "{}", Map.of()), Map.of()))
                .toList();
        return new Message(Role.ASSISTANT, null, null, calls, null, Map.of());
    }

    private static Message result(String id) {
        return new Message(Role.TOOL, new MessageContent.Text("21"), null, null, id, Map.of());
    }
}
