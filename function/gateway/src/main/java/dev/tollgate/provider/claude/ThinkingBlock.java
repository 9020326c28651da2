package dev.tollgate.provider.claude;

import dev.tollgate.openai.Delta;
import dev.tollgate.openai.ReplyBlocks;
import dev.tollgate.openai.ThinkingBlocks;
import dev.tollgate.provider.claude.AnthropicWire.Block;
import dev.tollgate.provider.claude.AnthropicWire.ContentDelta;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Thinking. The client gets it as it arrives and, at the end of the reply, once more with its signature, so that it can send the
 * block back. Newer models may sign thinking without its text
 * (https://platform.claude.com/docs/en/build-with-claude/adaptive-thinking).
 */
final class ThinkingBlock implements StreamedBlock {
    private final Block.Thinking initial;
    private final int number;
    private final ReplyBlocks blocks;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder signature = new StringBuilder();

    ThinkingBlock(int number, Block.Thinking initial, ReplyBlocks blocks) {
        this.number = number;
        this.blocks = blocks;
        this.initial = initial;
        addSignature(initial.signature());
    }

    @Override
    public List<Delta> start() {
        return addText(initial.thinking());
    }

    @Override
    public List<Delta> add(ContentDelta delta) {
        return switch (delta) {
            case ContentDelta.Thinking(String more) -> addText(more);
            case ContentDelta.Signature(String more) -> {
                addSignature(more);
                yield List.of();
            }
            case ContentDelta.Text _, ContentDelta.Input _, ContentDelta.Citation _, ContentDelta.Other _ -> List.of();
        };
    }

    @Override
    public List<Delta> end() {
        String signed = signature.isEmpty() ? null : signature.toString();
        return blocks.addThinking(number, new ThinkingBlocks.Block.Thinking(text.toString(), signed));
    }

    private List<Delta> addText(@Nullable String more) {
        text.append(more == null ? "" : more);
        return StreamedBlock.thinking(more);
    }

    private void addSignature(@Nullable String more) {
        signature.append(more == null ? "" : more);
    }
}
