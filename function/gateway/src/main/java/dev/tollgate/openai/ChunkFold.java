package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Folds the chunks of one attempt into the complete response. It takes chunks as {@link ChunkShaper} emits them, and serves
 * one reply on one thread.
 */
public final class ChunkFold {
    /** OpenAI pads streamed events with noise against traffic analysis; a complete response does not have it. */
    private static final String PADDING = "obfuscation";

    private final Map<Integer, FoldedChoice> choices = new TreeMap<>();
    private final Map<String, JsonNode> extra = new LinkedHashMap<>();
    private final FoldSize size = new FoldSize();
    private @Nullable ChatChunk first;

    /** Adds the next chunk. */
    public void add(ChatChunk chunk) {
        if (first == null) {
            first = chunk;
        }
        chunk.extra().forEach((name, value) -> {
            if (!value.isNull() && !PADDING.equals(name)) {
                extra.put(name, value);
                size.value(value);
            }
        });
        for (ChatChunk.Choice choice : chunk.choices()) {
            choices.computeIfAbsent(choice.index(), index -> new FoldedChoice(index, size))
                    .add(choice);
        }
    }

    /** How many characters of text it keeps. */
    public long textLength() {
        return size.text();
    }

    /** How many elements of JSON it keeps besides the text; a field that is sent again and again counts each time. */
    public int elements() {
        return size.elements();
    }

    /** The complete response with this usage. Call it only after {@link #add}. */
    public ChatCompletion completion(@Nullable Usage usage) {
        if (first == null) {
            throw new IllegalStateException("a completion needs at least one chunk");
        }
        List<ChatCompletion.Choice> folded =
                choices.values().stream().map(FoldedChoice::choice).toList();
        return new ChatCompletion(
                first.id(), ChatCompletion.OBJECT, first.created(), first.model(), folded, usage, extra);
    }

    /** All text so far, including reasoning and tool arguments, from which the gateway estimates usage where the provider reports none. */
    public String generatedText() {
        StringBuilder text = new StringBuilder();
        choices.values().forEach(choice -> choice.appendText(text));
        return text.toString();
    }
}
