package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives any provider's chunks the shape that OpenAI's clients rely on.
 *
 * <p>Its grammar, per choice: opening (role, empty content) → delta* → finish; after all choices one usage chunk, which
 * is kept back and given by {@link #usageChunk}. The id, time and model are the same in every chunk. For one reply and
 * one thread.
 */
public final class ChunkShaper {
    private final Map<Integer, ShapedChoice> choices = new LinkedHashMap<>();
    private final String fallbackId;
    private final long fallbackCreated;
    private final String fallbackModel;
    private final Map<String, JsonNode> unsent = new LinkedHashMap<>();
    private ChatChunk first;
    private ChatChunk last;
    private Usage usage;
    private String serviceTier;

    /**
     * A shaper for one reply.
     *
     * @param fallbackId the id of the answer where the provider gives none
     * @param fallbackCreated seconds since the epoch, likewise
     * @param fallbackModel the model asked for, likewise
     */
    public ChunkShaper(String fallbackId, long fallbackCreated, String fallbackModel) {
        this.fallbackId = fallbackId;
        this.fallbackCreated = fallbackCreated;
        this.fallbackModel = fallbackModel;
    }

    /** The chunks to send for one that came; none where it says nothing new. */
    public List<ChatChunk> shape(ChatChunk raw) {
        if (first == null && !raw.choices().isEmpty()) {
            // Azure begins with an event about the prompt, without choices, whose id and model are empty.
            first = raw;
        }
        last = raw;
        unsent.putAll(raw.extra());
        if (raw.usage() != null) {
            usage = raw.usage();
        }
        serviceTier = toldTier(raw).orElse(serviceTier);
        List<ChatChunk> shaped = new ArrayList<>(2);
        for (ChatChunk.Choice choice : raw.choices()) {
            choices.computeIfAbsent(choice.index(), ShapedChoice::new)
                    .accept(choice)
                    .forEach(piece -> shaped.add(chunk(List.of(piece), null, raw.extra())));
        }
        return shaped;
    }

    /** The provider's count, or null where it gave none. The latest wins: providers' counts are running totals. */
    public Usage usage() {
        return usage;
    }

    /**
     * How the provider says it served the request, such as {@code flex}; null where it has not said it. The latest word counts:
     * it may come with the count alone, and be another one than was asked for.
     */
    public String serviceTier() {
        return serviceTier;
    }

    /** OpenAI and those like it say it of the answer, Anthropic of its usage. */
    private static Optional<String> toldTier(ChatChunk raw) {
        return Optional.ofNullable(raw.extra().get("service_tier"))
                .map(JsonNode::textValue)
                .or(() -> Optional.ofNullable(raw.usage()).flatMap(Usage::serviceTier));
    }

    /** The chunk that ends an answer with its usage. */
    public ChatChunk usageChunk(Usage counted) {
        return chunk(List.of(), counted, last.extra());
    }

    /** Fields of events that brought no choice, such as Azure's filter results, go out with the next chunk. */
    private ChatChunk chunk(List<ChatChunk.Choice> pieces, Usage counted, Map<String, JsonNode> extra) {
        Map<String, JsonNode> all = new LinkedHashMap<>(unsent);
        all.putAll(extra);
        unsent.clear();
        return new ChatChunk(
                first.id() == null || first.id().isEmpty() ? fallbackId : first.id(),
                ChatChunk.OBJECT,
                first.created() == null ? Long.valueOf(fallbackCreated) : first.created(),
                first.model() == null || first.model().isEmpty() ? fallbackModel : first.model(),
                pieces,
                counted,
                all);
    }
}
