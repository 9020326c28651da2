package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.Delta;
import dev.tollgate.provider.anthropic.AnthropicWire.Block;
import dev.tollgate.provider.anthropic.AnthropicWire.ContentDelta;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Text with its citations. Anthropic's citations belong to a block, OpenAI's to a range of the whole text
 * (https://platform.claude.com/docs/en/build-with-claude/citations).
 */
final class TextBlock implements StreamedBlock {
    private final Block.Text initial;
    private final PartialReply partial;
    private final int startIndex;
    private final List<JsonNode> citations = new ArrayList<>();

    TextBlock(Block.Text initial, PartialReply partial) {
        this.initial = initial;
        this.partial = partial;
        this.startIndex = partial.textLength();
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
        ArrayNode pages = JsonNodeFactory.instance.arrayNode();
        ArrayNode documents = JsonNodeFactory.instance.arrayNode();
        for (JsonNode citation : citations) {
            if (citation instanceof ObjectNode cited) {
                boolean isPage = cited.path("url").isTextual();
                (isPage ? pages : documents).add(isPage ? annotation(cited) : withRange(cited));
            }
        }
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        if (!pages.isEmpty()) {
            fields.put("annotations", pages);
        }
        if (!documents.isEmpty()) {
            // OpenAI's annotations cite only web pages. Citations of documents keep Anthropic's form.
            fields.put("citations", documents);
        }
        return fields.isEmpty() ? List.of() : List.of(StreamedBlock.extra(fields));
    }

    private List<Delta> addText(@Nullable String text) {
        partial.addText(text == null ? "" : text);
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
        return citation.deepCopy().put("start_index", startIndex).put("end_index", partial.textLength());
    }
}
