package dev.tollgate.provider.claude;

import dev.tollgate.openai.Role;
import dev.tollgate.provider.AssistantBlocks;
import dev.tollgate.provider.AssistantBlocks.Piece;
import dev.tollgate.provider.Conversation;
import dev.tollgate.provider.Conversation.Entry;
import dev.tollgate.provider.Conversation.Speaker;
import dev.tollgate.provider.Conversation.Turn;
import java.util.List;
import java.util.Optional;

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

    /** The loop at the end of this conversation. */
    public static ToolLoop of(Conversation conversation) {
        List<Turn> turns = conversation.turns();
        int start = turns.size();
        for (int i = turns.size() - 1; i >= 0; i--) {
            Turn turn = turns.get(i);
            if (turn.speaker() == Speaker.MODEL) {
                start = i;
            } else if (turn.entries().stream().noneMatch(ToolLoop::isResult)) {
                break;
            }
        }
        return new ToolLoop(
                start,
                turns.size(),
                start == turns.size() - 1,
                turns.subList(start, turns.size()).stream()
                        .anyMatch(turn -> turn.speaker() == Speaker.MODEL && !startsWithThinking(turn)));
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

    private static boolean isResult(Entry entry) {
        return entry.message().role() == Role.TOOL;
    }

    private static boolean startsWithThinking(Turn turn) {
        Optional<Piece> first = turn.entries().stream()
                .flatMap(entry -> AssistantBlocks.of(entry.message()).stream())
                .findFirst();
        return first.isPresent() && first.get() instanceof Piece.Thinking(var block) && block.isSigned();
    }
}
