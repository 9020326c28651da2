package dev.tollgate.provider.claude;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.ReplyBlocks;
import dev.tollgate.provider.claude.AnthropicWire.Block;
import dev.tollgate.provider.claude.AnthropicWire.ContentDelta;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Text with its citations. Anthropic's citations belong to a block, OpenAI's to a range of the whole text
 * (https://platform.claude.com/docs/en/build-with-claude/citations).
 */
final class TextBlock implements StreamedBlock {
    private final Block.Text initial;
    private final int number;
    private final ReplyBlocks blocks;
    private final int startIndex;
    private final List<JsonNode> citations = new ArrayList<>();

    TextBlock(int number, Block.Text initial, ReplyBlocks blocks) {
        this.initial = initial;
        this.number = number;
        this.blocks = blocks;
        this.startIndex = blocks.textLength();
        if (initial.citations() != null) {
            citations.addAll(initial.citations());
        }
    }

    @Override
    public List<Delta> start() {
        return addText(initial.text());
    }

    @Override
    public List<Delta> add(ContentDelta delta) {
        return switch (delta) {
            case ContentDelta.Text(String more) -> addText(more);
            case ContentDelta.Citation(JsonNode citation) -> {
                if (citation != null) {
                    citations.add(citation);
                }
                yield List.of();
            }
            case ContentDelta.Thinking _, ContentDelta.Signature _, ContentDelta.Input _, ContentDelta.Other _ ->
                List.of();
        };
    }

    @Override
    public List<Delta> end() {
        for (JsonNode citation : citations) {
            if (citation instanceof ObjectNode cited && cited.path("url").isTextual()) {
                blocks.add("annotations", annotation(cited));
            } else if (citation instanceof ObjectNode cited) {
                // OpenAI's annotations cite only web pages. Citations of documents keep Anthropic's form.
                blocks.add("citations", withRange(cited));
            }
        }
        return List.of();
    }

    private List<Delta> addText(@Nullable String text) {
        blocks.addText(number, text == null ? "" : text);
        return StreamedBlock.text(text);
    }

    private ObjectNode annotation(ObjectNode citation) {
        ObjectNode cited = withRange(citation);
        cited.remove("type");
        ObjectNode annotation = JsonNodeFactory.instance.objectNode().put("type", "url_citation");
        annotation.set("url_citation", cited);
        return annotation;
    }

    private ObjectNode withRange(ObjectNode citation) {
        return citation.deepCopy().put("start_index", startIndex).put("end_index", blocks.textLength());
    }
}
