package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Folds the chunks of one attempt into the whole answer. Takes chunks as {@link ChunkShaper} gives them; for one reply
 * and one thread.
 */
public final class ChunkFold {
    /** OpenAI pads streamed events with noise against traffic analysis; it is no part of the answer. */
    private static final String PADDING = "obfuscation";

    private final Map<Integer, FoldedChoice> choices = new TreeMap<>();
    private final Map<String, JsonNode> extra = new LinkedHashMap<>();
    private ChatChunk first;

    /** Adds the next chunk. */
    public void add(ChatChunk chunk) {
        if (first == null) {
            first = chunk;
        }
        chunk.extra().forEach((name, value) -> {
            if (!value.isNull() && !PADDING.equals(name)) {
                extra.put(name, value);
            }
        });
        for (ChatChunk.Choice choice : chunk.choices()) {
            choices.computeIfAbsent(choice.index(), FoldedChoice::new).add(choice);
        }
    }

    /** The whole answer, billed with this count. */
    public ChatCompletion completion(Usage usage) {
        List<ChatCompletion.Choice> answers =
                choices.values().stream().map(FoldedChoice::choice).toList();
        return new ChatCompletion(
                first.id(), ChatCompletion.OBJECT, first.created(), first.model(), answers, usage, extra);
    }

    /** All text that came so far, thinking and tool arguments too: what a provider bills for when it tells no count. */
    public String spoken() {
        StringBuilder all = new StringBuilder();
        choices.values().forEach(choice -> choice.speak(all));
        return all.toString();
    }
}
