package dev.tollgate.edge.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.edge.CallCost;
import dev.tollgate.edge.ChatResponseFormat;
import dev.tollgate.edge.ClientErrors;
import dev.tollgate.edge.ServerSentEvents;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.NativeEvent;
import dev.tollgate.openai.Usage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Words an answer as {@code GenerateContentResponse} (https://ai.google.dev/api/generate-content#response-body). Text comes as it is
 * said. Calls, signatures and what belongs to a candidate as a whole come with the last response, as do the reasons for the end and
 * the usage. A whole answer is what its stream adds up to.
 */
final class GenerateContentFormat implements ChatResponseFormat {
    private final ResponseFraming framing;
    private final boolean thoughtsIncluded;
    private final CallCost cost;
    private final Map<Integer, CandidateParts> whole = new TreeMap<>();
    /** The candidates of a stream that have said something. */
    private final Set<Integer> speaking = new HashSet<>();

    GenerateContentFormat(ResponseFraming framing, boolean thoughtsIncluded, CallCost cost) {
        this.framing = framing;
        this.thoughtsIncluded = thoughtsIncluded;
        this.cost = cost;
    }

    @Override
    public byte[] chunk(ChatChunk chunk) {
        ArrayNode candidates = JsonNodeFactory.instance.arrayNode();
        for (ChatChunk.Choice choice : chunk.choices()) {
            List<ObjectNode> parts = AnswerParts.of(choice.delta(), thoughtsIncluded);
            if (!parts.isEmpty()) {
                speaking.add(choice.index());
                candidates.add(candidate(choice.index(), parts));
            }
        }
        return candidates.isEmpty()
                ? NOTHING
                : framing.event(ServerSentEvents.text(response(candidates, chunk.id(), chunk.model())));
    }

    @Override
    public void note(ChatChunk chunk) {
        for (ChatChunk.Choice choice : chunk.choices()) {
            CandidateParts parts = whole.computeIfAbsent(choice.index(), _ -> new CandidateParts());
            AnswerParts.of(choice.delta(), thoughtsIncluded).forEach(parts::add);
        }
    }

    @Override
    public byte[] finished(ChatCompletion completion, ChatChunk usage, OptionalLong chargeMicros) {
        ObjectNode last = last(cost.in(completion, chargeMicros), Map.of());
        last.path("candidates").forEach(this::addText);
        return ServerSentEvents.joined(framing.event(ServerSentEvents.text(last)), framing.end());
    }

    @Override
    public byte[] whole(ChatCompletion completion, OptionalLong chargeMicros) {
        return ServerSentEvents.json(last(cost.in(completion, chargeMicros), whole));
    }

    /** Google's older SDKs read the text of each response, and fail where a text ends without a part (567-labs/instructor#1808). */
    private void addText(JsonNode candidate) {
        boolean said = speaking.contains(candidate.path("index").intValue());
        if (said && candidate.at("/content/parts") instanceof ArrayNode parts && parts.isEmpty()) {
            parts.add(AnswerParts.text("", false));
        }
    }

    /** The last response, whose candidates begin with these parts. */
    private static ObjectNode last(ChatCompletion completion, Map<Integer, CandidateParts> before) {
        ArrayNode candidates = JsonNodeFactory.instance.arrayNode();
        for (ChatCompletion.Choice choice : completion.choices()) {
            List<ObjectNode> parts = new ArrayList<>(
                    before.getOrDefault(choice.index(), new CandidateParts()).list());
            parts.addAll(AnswerParts.last(choice.message()));
            ObjectNode candidate = candidate(choice.index(), parts);
            CandidateEnd.addTo(candidate, choice);
            candidates.add(candidate);
        }
        ObjectNode response = response(candidates, completion.id(), completion.model());
        Usage usage = completion.usage();
        if (usage != null) {
            response.set("usageMetadata", UsageMetadata.of(usage));
        }
        return response;
    }

    private static ObjectNode candidate(int index, List<ObjectNode> parts) {
        ObjectNode candidate = JsonNodeFactory.instance.objectNode();
        ObjectNode content = candidate.putObject("content");
        content.putArray("parts").addAll(parts);
        content.put("role", "model");
        return candidate.put("index", index);
    }

    private static ObjectNode response(ArrayNode candidates, @Nullable String id, @Nullable String model) {
        ObjectNode response = JsonNodeFactory.instance.objectNode();
        response.set("candidates", candidates);
        response.put("modelVersion", model);
        return response.put("responseId", id);
    }

    @Override
    public byte[] nativeEvent(NativeEvent event) {
        return framing.event(event.data());
    }

    @Override
    public byte[] nativeFinished() {
        return framing.end();
    }

    @Override
    public byte[] failed(GatewayException failure, ClientErrors errors) {
        return ServerSentEvents.joined(
                framing.event(ServerSentEvents.text(GeminiErrors.error(failure, errors.requestId()))), framing.end());
    }

    @Override
    public byte[] heartbeat() {
        return framing.heartbeat();
    }

    @Override
    public String streamType() {
        return framing.type();
    }
}
