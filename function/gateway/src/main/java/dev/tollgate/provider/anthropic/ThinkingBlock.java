package dev.tollgate.provider.anthropic;

import dev.tollgate.openai.Delta;
import dev.tollgate.provider.ThinkingBlocks;
import dev.tollgate.provider.anthropic.AnthropicWire.Block;
import dev.tollgate.provider.anthropic.AnthropicWire.ContentDelta;
import java.util.List;

/**
 * Thinking: said as it comes, and once more with its signature when it is complete, to be sent back. Newer models may
 * sign a thought without telling it (https://platform.claude.com/docs/en/build-with-claude/adaptive-thinking).
 */
final class ThinkingBlock implements StreamedBlock {
    private final Block.Thinking begun;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder signature = new StringBuilder();

    ThinkingBlock(Block.Thinking begun) {
        this.begun = begun;
        sign(begun.signature());
    }

    @Override
    public List<Delta> begin() {
        return think(begun.thinking());
    }

    @Override
    public List<Delta> grow(ContentDelta growth) {
        return switch (growth) {
            case ContentDelta.Thinking(String more) -> think(more);
            case ContentDelta.Signature(String more) -> {
                sign(more);
                yield List.of();
            }
            case ContentDelta.Text _, ContentDelta.Input _, ContentDelta.Citation _, ContentDelta.Other _ -> List.of();
        };
    }

    @Override
    public List<Delta> end() {
        String signed = signature.isEmpty() ? null : signature.toString();
        return List.of(
                StreamedBlock.extra(ThinkingBlocks.field(new ThinkingBlocks.Block.Thinking(text.toString(), signed))));
    }

    private List<Delta> think(String more) {
        text.append(more == null ? "" : more);
        return StreamedBlock.thought(more);
    }

    private void sign(String more) {
        signature.append(more == null ? "" : more);
    }
}
