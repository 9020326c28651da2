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

/**
 * Text, and what it cites. Anthropic cites block by block, OpenAI by the place in the whole text
 * (https://platform.claude.com/docs/en/build-with-claude/citations).
 */
final class TextBlock implements StreamedBlock {
    private final Block.Text begun;
    private final PartialReply answer;
    private final int start;
    private final List<JsonNode> citations = new ArrayList<>();

    TextBlock(Block.Text begun, PartialReply answer) {
        this.begun = begun;
        this.answer = answer;
        this.start = answer.textLength();
        if (begun.citations() != null) {
            citations.addAll(begun.citations());
        }
    }

    @Override
    public List<Delta> begin() {
        return say(begun.text());
    }

    @Override
    public List<Delta> grow(ContentDelta growth) {
        return switch (growth) {
            case ContentDelta.Text(String more) -> say(more);
            case ContentDelta.Citation(JsonNode citation) -> {
                citations.add(citation);
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
                (isPage ? pages : documents).add(isPage ? annotation(cited) : placed(cited));
            }
        }
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        if (!pages.isEmpty()) {
            fields.put("annotations", pages);
        }
        if (!documents.isEmpty()) {
            // OpenAI annotates with pages of the web only; these keep Anthropic's form.
            fields.put("citations", documents);
        }
        return fields.isEmpty() ? List.of() : List.of(StreamedBlock.extra(fields));
    }

    private List<Delta> say(String text) {
        answer.say(text == null ? "" : text);
        return StreamedBlock.text(text);
    }

    private ObjectNode annotation(ObjectNode citation) {
        ObjectNode cited = placed(citation);
        cited.remove("type");
        ObjectNode annotation = JsonNodeFactory.instance.objectNode().put("type", "url_citation");
        annotation.set("url_citation", cited);
        return annotation;
    }

    private ObjectNode placed(ObjectNode citation) {
        return citation.deepCopy().put("start_index", start).put("end_index", answer.textLength());
    }
}
