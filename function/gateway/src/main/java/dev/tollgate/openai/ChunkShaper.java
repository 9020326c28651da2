package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives any provider's chunks the shape that OpenAI's clients rely on. It serves one reply on one thread.
 *
 * <p>The grammar of each choice: initial delta (role; empty content, or null before a tool call) → delta* → finish. One usage chunk follows all choices;
 * {@link #usageChunk} creates it on request. The id, time and model are the same in every chunk.
 */
public final class ChunkShaper {
    private final Map<Integer, ShapedChoice> choices = new LinkedHashMap<>();
    private final Map<String, JsonNode> unsentFields = new LinkedHashMap<>();
    private int unsentElements;
    private Map<String, JsonNode> latestFields = Map.of();
    private final String callIds;
    private final boolean functionForced;
    private String id;
    private long created;
    private String model;
    private boolean started;
    private @Nullable Usage usage;
    private @Nullable String serviceTier;

    /**
     * Creates a shaper for one reply. The fallbacks apply where the provider leaves a value out.
     *
     * @param requestId unique for each request: ids that the provider leaves out are made of it
     * @param fallbackCreated seconds since the epoch
     * @param fallbackModel the requested model
     * @param functionForced whether the request names the function that the model must call
     */
    public ChunkShaper(String requestId, long fallbackCreated, String fallbackModel, boolean functionForced) {
        this.callIds = "call_" + requestId + "_";
        this.functionForced = functionForced;
        this.id = "chatcmpl-" + requestId;
        this.created = fallbackCreated;
        this.model = fallbackModel;
    }

    /** The chunks to send for one chunk of the provider's; empty where it adds nothing. */
    public List<ChatChunk> shape(ChatChunk raw) {
        if (!started && !raw.choices().isEmpty()) {
            // Azure's first event is about the prompt: it has no choices, and its id and model are empty.
            start(raw);
        }
        latestFields = raw.extra();
        raw.extra().forEach(this::keepUnsent);
        if (raw.usage() != null) {
            usage = raw.usage();
        }
        reportedTier(raw).ifPresent(tier -> serviceTier = tier);
        List<ChatChunk> shaped = new ArrayList<>(2);
        for (ChatChunk.Choice choice : raw.choices()) {
            choices.computeIfAbsent(choice.index(), this::choice)
                    .accept(choice)
                    .forEach(piece -> shaped.add(chunk(List.of(piece), null, raw.extra())));
        }
        return shaped;
    }

    private void keepUnsent(String name, JsonNode value) {
        unsentFields.put(name, value);
        unsentElements += JsonCodec.elements(value);
    }

    /** How many elements of JSON wait for the next chunk. */
    public int unsentElements() {
        return unsentElements;
    }

    private ShapedChoice choice(int index) {
        return new ShapedChoice(index, index == 0 ? callIds : callIds + index + "_", functionForced);
    }

    private void start(ChatChunk first) {
        started = true;
        id = first.id() == null || first.id().isEmpty() ? id : first.id();
        created = first.created() == null ? created : first.created();
        model = first.model() == null || first.model().isEmpty() ? model : first.model();
    }

    /** The usage that the provider reports. The latest wins, because providers report running totals. */
    public @Nullable Usage usage() {
        return usage;
    }

    /**
     * The service tier in which the provider served the request, such as {@code flex}. The latest wins: it may come with the
     * usage only, and may differ from the requested tier.
     */
    public @Nullable String serviceTier() {
        return serviceTier;
    }

    /** OpenAI-compatible providers report the tier as a field of the chunk, Anthropic as a field of its usage. */
    private static Optional<String> reportedTier(ChatChunk raw) {
        return Optional.ofNullable(raw.extra().get("service_tier"))
                .map(JsonNode::textValue)
                .or(() -> Optional.ofNullable(raw.usage()).flatMap(Usage::serviceTier));
    }

    /** The chunk that ends a response with its usage. */
    public ChatChunk usageChunk(Usage finalUsage) {
        return chunk(List.of(), finalUsage, latestFields);
    }

    /** Fields of events without a choice, such as Azure's filter results, go out with the next chunk. */
    private ChatChunk chunk(List<ChatChunk.Choice> pieces, @Nullable Usage finalUsage, Map<String, JsonNode> extra) {
        Map<String, JsonNode> fields = new LinkedHashMap<>(unsentFields);
        fields.putAll(extra);
        unsentFields.clear();
        unsentElements = 0;
        return new ChatChunk(id, ChatChunk.OBJECT, created, model, pieces, finalUsage, fields);
    }
}
