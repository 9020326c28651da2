package dev.tollgate.provider.claude;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.Message;
import dev.tollgate.provider.Conversation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reports: anomalyco/opencode#3077, OpenRouterTeam/ai-sdk-provider#162, Kilo-Org/kilocode#5219. */
class ToolLoopTest {
    private static final String USER = "{'role':'user','content':'Hi'}";
    private static final String CALL =
            "{'role':'assistant','content':null,'tool_calls':[{'id':'1','type':'function','function':{'name':'f'}}]}";
    private static final String THOUGHT =
            CALL.replace("'content':null", "'content':null,'thinking_blocks':[{'thinking':'t','signature':'s'}]");
    private static final String UNSIGNED =
            CALL.replace("'content':null", "'content':null,'thinking_blocks':[{'thinking':'t'}]");
    private static final String RESULT = "{'role':'tool','tool_call_id':'1','content':'2'}";
    private static final String TEXT = "{'role':'assistant','content':'Hello'}";

    @Test
    void aConversationThatEndsWithTheUsersWordsHasNoLoop() throws JsonProcessingException {
        assertThat(loop(USER, CALL, RESULT, TEXT, USER)).isEqualTo(new ToolLoop(5, 5, false, false));
    }

    @Test
    void eachTurnOfTheLoopNeedsItsThinking() throws JsonProcessingException {
        assertThat(loop(USER, THOUGHT, RESULT)).isEqualTo(new ToolLoop(1, 3, false, false));
        assertThat(loop(USER, CALL, RESULT)).isEqualTo(new ToolLoop(1, 3, false, true));
        assertThat(loop(USER, UNSIGNED, RESULT)).isEqualTo(new ToolLoop(1, 3, false, true));
        assertThat(loop(USER, THOUGHT, RESULT, CALL, RESULT)).isEqualTo(new ToolLoop(1, 5, false, true));
        assertThat(loop(USER, CALL, RESULT, THOUGHT, RESULT)).isEqualTo(new ToolLoop(1, 5, false, true));
    }

    @Test
    void turnsBeforeTheUsersLastWordsDoNotCount() throws JsonProcessingException {
        assertThat(loop(USER, CALL, RESULT, TEXT, USER, THOUGHT, RESULT)).isEqualTo(new ToolLoop(5, 7, false, false));
    }

    @Test
    void aMessageThatTheModelContinuesIsALoop() throws JsonProcessingException {
        assertThat(loop(USER, TEXT)).isEqualTo(new ToolLoop(1, 2, true, true));
    }

    private static ToolLoop loop(String... messages) throws JsonProcessingException {
        String json = "[" + String.join(",", messages).replace('\'', '"') + "]";
        return ToolLoop.of(Conversation.of(JsonCodec.mapper().readValue(json, new TypeReference<List<Message>>() {})));
    }
}
