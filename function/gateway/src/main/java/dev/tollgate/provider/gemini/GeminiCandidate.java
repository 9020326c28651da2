package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.provider.ToolArguments;
import dev.tollgate.provider.gemini.GeminiWire.Blob;
import dev.tollgate.provider.gemini.GeminiWire.Candidate;
import dev.tollgate.provider.gemini.GeminiWire.FunctionCall;
import dev.tollgate.provider.gemini.GeminiWire.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one candidate: {@code part* (finish part*)* end}. What belongs to the candidate as a whole is sent with its end. Of several
 * finishes, the last counts.
 */
final class GeminiCandidate {
    private final int index;
    private final GeminiSources sources = new GeminiSources();
    private int calls;
    private @Nullable String signature;
    private @Nullable String finish;
    private boolean answering;
    private boolean ended;

    GeminiCandidate(int index) {
        this.index = index;
    }

    /** Whether the candidate has ended properly. */
    boolean finished() {
        return finish != null || ended;
    }

    /** Whether its finish is one after which Google goes on: the model has thought or run code, but not answered yet. */
    boolean mayGoOn() {
        return !ended && !answering && "stop".equals(GeminiFinish.reason(finish, false));
    }

    /** The choices for the candidate in one reply: its content. */
    List<ChatChunk.Choice> read(Candidate wire) {
        sources.update(wire);
        Delta content = content(wire.content() == null ? null : wire.content().parts());
        if (GeminiFinish.reason(wire.finishReason(), false) != null) {
            finish = wire.finishReason();
        }
        JsonNode logprobs = GeminiLogprobs.of(wire.logprobsResult());
        return content.addsNothing() && logprobs == null
                ? List.of()
                : List.of(new ChatChunk.Choice(index, content, logprobs, null, Map.of()));
    }

    /** What is known only at the end, and separately the finish; empty where the candidate has none, or has ended. */
    List<ChatChunk.Choice> end() {
        String reason = GeminiFinish.reason(finish, calls > 0);
        if (reason == null || ended) {
            return List.of();
        }
        ended = true;
        List<ChatChunk.Choice> choices = new ArrayList<>(2);
        Delta rest = finalFields();
        if (!rest.addsNothing()) {
            choices.add(new ChatChunk.Choice(index, rest, null, null, Map.of()));
        }
        choices.add(new ChatChunk.Choice(index, Delta.EMPTY, null, reason, finalExtra()));
        return choices;
    }

    /**
     * The end of a candidate that Google's filters stopped without a finish reason of its own.
     *
     * @param blockReason such as {@code PROHIBITED_CONTENT}
     */
    ChatChunk.Choice stop(String blockReason) {
        ended = true;
        return new ChatChunk.Choice(
                index,
                Delta.EMPTY,
                null,
                GeminiFinish.CONTENT_FILTER,
                GeminiExtra.field(GeminiExtra.google().put("finish_reason", blockReason)));
    }

    private Delta content(@Nullable List<@Nullable Part> parts) {
        StringBuilder content = new StringBuilder();
        StringBuilder reasoning = new StringBuilder();
        List<ToolCall> toolCalls = new ArrayList<>();
        ArrayNode images = JsonNodeFactory.instance.arrayNode();
        ArrayNode others = JsonNodeFactory.instance.arrayNode();
        for (Part part : parts == null ? List.<@Nullable Part>of() : parts) {
            if (part == null) {
                continue;
            }
            if (part.functionCall() != null) {
                addCall(part.functionCall(), part.thoughtSignature(), toolCalls);
            } else if (part.text() != null) {
                boolean thought = Boolean.TRUE.equals(part.thought());
                (thought ? reasoning : content).append(part.text());
                answering = part.text().isEmpty() ? answering : !thought;
                signature = part.thoughtSignature() == null ? signature : part.thoughtSignature();
            } else if (part.inlineData() != null && isImage(part.inlineData())) {
                answering = true;
                images.add(GeminiImages.write(part.inlineData(), part.thoughtSignature()));
            } else if (hasContent(part)) {
                answering = false;
                others.add(JsonCodec.mapper().<JsonNode>valueToTree(part));
            }
        }
        sources.addText(content.toString());
        return new Delta(null, orNull(content), orNull(reasoning), null, toolCalls, extra(images, others));
    }

    private void addCall(FunctionCall call, @Nullable String callSignature, List<ToolCall> toolCalls) {
        if (call.name() == null || call.name().isEmpty()) {
            return;
        }
        answering = true;
        int number = calls++;
        toolCalls.add(new ToolCall(
                number,
                call.id(),
                "function",
                new ToolCall.Function(
                        GeminiFunctionName.decode(call.name()), ToolArguments.text(call.args()), Map.of()),
                GeminiExtra.signed(callSignature)));
    }

    private Delta finalFields() {
        Map<String, JsonNode> extra = new LinkedHashMap<>();
        ArrayNode annotations = sources.annotations();
        if (!annotations.isEmpty()) {
            extra.put("annotations", annotations);
        }
        if (signature != null) {
            extra.putAll(GeminiExtra.field(GeminiExtra.google().put(GeminiExtra.SIGNATURE, signature)));
        }
        return new Delta(null, null, null, null, null, extra);
    }

    private Map<String, JsonNode> finalExtra() {
        ObjectNode google = GeminiExtra.google();
        if (GeminiFinish.CONTENT_FILTER.equals(GeminiFinish.reason(finish, false))) {
            google.put("finish_reason", finish);
        }
        sources.addTo(google);
        return GeminiExtra.field(google);
    }

    private static Map<String, JsonNode> extra(ArrayNode images, ArrayNode others) {
        Map<String, JsonNode> extra = new LinkedHashMap<>();
        if (!images.isEmpty()) {
            extra.put(GeminiImages.FIELD, images);
        }
        if (!others.isEmpty()) {
            extra.putAll(GeminiExtra.field(GeminiExtra.google().set(GeminiExtra.PARTS, others)));
        }
        return extra;
    }

    private static boolean isImage(Blob blob) {
        return blob.mimeType() != null && blob.mimeType().startsWith("image/") && blob.data() != null;
    }

    private static boolean hasContent(Part part) {
        boolean known = part.inlineData() != null || part.fileData() != null || part.functionResponse() != null;
        return known || !part.extra().isEmpty();
    }

    private static @Nullable String orNull(StringBuilder text) {
        return text.isEmpty() ? null : text.toString();
    }
}
