package dev.tollgate.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.openai.Role;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.provider.Conversation.Entry;
import dev.tollgate.provider.Conversation.Speaker;
import dev.tollgate.provider.Conversation.Turn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConversationTest {
    private static final Message SYSTEM = Message.text(Role.SYSTEM, "Be brief.");
    private static final Message DEVELOPER = Message.text(Role.DEVELOPER, "And kind.");
    private static final Message QUESTION = Message.text(Role.USER, "Weather?");
    private static final Message CALLS = new Message(
            Role.ASSISTANT,
            null,
            null,
            List.of(new ToolCall(null, "call_1", "function", new ToolCall.Function("weather", "{}", null), null)),
            null,
            null);
    private static final Message RESULT = result("call_1");

    @Test
    void separatesSystemMessagesAndGivesToolResultsToTheUser() {
        Conversation conversation =
                Conversation.of(List.of(SYSTEM, QUESTION, DEVELOPER, CALLS, RESULT, RESULT, QUESTION));

        assertThat(conversation)
                .isEqualTo(new Conversation(
                        List.of(new Entry("messages[0]", SYSTEM), new Entry("messages[2]", DEVELOPER)),
                        List.of(
                                new Turn(Speaker.USER, List.of(new Entry("messages[1]", QUESTION))),
                                new Turn(Speaker.MODEL, List.of(new Entry("messages[3]", CALLS))),
                                new Turn(
                                        Speaker.USER,
                                        List.of(
                                                new Entry("messages[4]", RESULT),
                                                new Entry("messages[5]", RESULT),
                                                new Entry("messages[6]", QUESTION))))));
    }

    @Test
    void findsTheFunctionOfAToolResultByTheIdOfItsCall() {
        Conversation conversation = Conversation.of(List.of(QUESTION, CALLS, RESULT));

        assertThat(conversation.functionOf(new Entry("messages[2]", RESULT))).isEqualTo("weather");
        assertThatThrownBy(() -> conversation.functionOf(new Entry("messages[2]", result("call_9"))))
                .isInstanceOf(GatewayException.class)
                .hasFieldOrPropertyWithValue("param", "messages[2].tool_call_id");
    }

    /** OpenAI's audio models answer with a transcript and no content. */
    @Test
    void takesTheTranscriptOfASpokenAnswerAsItsText() {
        Message spoken = new Message(
                Role.ASSISTANT,
                null,
                null,
                null,
                null,
                Map.of(
                        "audio",
                        JsonNodeFactory.instance.objectNode().put("id", "a").put("transcript", "Sunny.")));

        assertThat(Conversation.of(List.of(QUESTION, spoken)).turns().getLast().entries())
                .containsExactly(new Entry("messages[1]", Message.text(Role.ASSISTANT, "Sunny.")));
    }

    private static Message result(String callId) {
        return new Message(Role.TOOL, new MessageContent.Text("sunny"), null, null, callId, null);
    }
}
