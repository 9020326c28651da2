package dev.tollgate.provider.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.provider.claude.ToolLoop.LoopTurn;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reports: anomalyco/opencode#3077, OpenRouterTeam/ai-sdk-provider#162, Kilo-Org/kilocode#5219. */
class ToolLoopTest {
    private static final LoopTurn USER = new LoopTurn(false, false, false);
    private static final LoopTurn RESULT = new LoopTurn(false, true, false);
    private static final LoopTurn MODEL = new LoopTurn(true, false, false);
    private static final LoopTurn THOUGHT = new LoopTurn(true, false, true);

    @Test
    void aConversationThatEndsWithTheUsersWordsHasNoLoop() {
        assertThat(loop(USER, MODEL, RESULT, MODEL, USER)).isEqualTo(new ToolLoop(5, 5, false, false));
    }

    @Test
    void eachTurnOfTheLoopNeedsItsThinking() {
        assertThat(loop(USER, THOUGHT, RESULT)).isEqualTo(new ToolLoop(1, 3, false, false));
        assertThat(loop(USER, MODEL, RESULT)).isEqualTo(new ToolLoop(1, 3, false, true));
        assertThat(loop(USER, THOUGHT, RESULT, MODEL, RESULT)).isEqualTo(new ToolLoop(1, 5, false, true));
        assertThat(loop(USER, MODEL, RESULT, THOUGHT, RESULT)).isEqualTo(new ToolLoop(1, 5, false, true));
    }

    @Test
    void turnsBeforeTheUsersLastWordsDoNotCount() {
        assertThat(loop(USER, MODEL, RESULT, MODEL, USER, THOUGHT, RESULT)).isEqualTo(new ToolLoop(5, 7, false, false));
    }

    @Test
    void aMessageThatTheModelContinuesIsALoop() {
        assertThat(loop(USER, MODEL)).isEqualTo(new ToolLoop(1, 2, true, true));
    }

    private static ToolLoop loop(LoopTurn... turns) {
        return ToolLoop.of(List.of(turns));
    }
}
