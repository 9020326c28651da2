package dev.tollgate.provider.claude;

import java.util.List;

/**
 * The tool loop at the end of a conversation: the model's turns since the user's last words, with the results between them.
 * Anthropic counts the loop as one turn of the assistant
 * (https://platform.claude.com/docs/en/build-with-claude/thinking#thinking-with-tool-use).
 *
 * @param start the index of the loop's first turn; the number of turns where the conversation ends with the user's words
 * @param turns the number of turns of the conversation
 * @param isPrefill whether the conversation ends with the model's turn
 * @param lacksThinking whether one of the loop's turns does not start with signed thinking. No framework sends it back, and
 *     other providers do not write it
 */
public record ToolLoop(int start, int turns, boolean isPrefill, boolean lacksThinking) {

    /**
     * A turn of a conversation, as the request contains it.
     *
     * @param byModel whether it is the model's, or else the user's
     * @param hasResults whether it has results of tools
     * @param startsWithThinking whether its first block is thinking
     */
    public record LoopTurn(boolean byModel, boolean hasResults, boolean startsWithThinking) {}

    /** The loop at the end of this conversation. */
    public static ToolLoop of(List<LoopTurn> turns) {
        int start = turns.size();
        for (int i = turns.size() - 1; i >= 0; i--) {
            if (turns.get(i).byModel()) {
                start = i;
            } else if (!turns.get(i).hasResults()) {
                break;
            }
        }
        boolean lacksThinking = turns.subList(start, turns.size()).stream()
                .anyMatch(turn -> turn.byModel() && !turn.startsWithThinking());
        boolean isPrefill = !turns.isEmpty() && turns.getLast().byModel();
        return new ToolLoop(start, turns.size(), isPrefill, lacksThinking);
    }

    /**
     * The index of the first turn whose thinking the request must not contain. A request without thinking can neither continue a
     * loop with thinking, nor a message with thinking.
     */
    public int withoutThinkingFrom(ClaudeThinking thinking) {
        if (thinking.lostInLoop()) {
            return start;
        }
        return isPrefill && !thinking.enabled() ? turns - 1 : turns;
    }
}
