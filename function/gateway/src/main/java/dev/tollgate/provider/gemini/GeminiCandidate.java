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
import dev.tollgate.provider.gemini.GeminiWire.Candidate;
import dev.tollgate.provider.gemini.GeminiWire.FunctionCall;
import dev.tollgate.provider.gemini.GeminiWire.Part;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** {@code part* finish}: one of the answers asked for. What belongs to the answer as a whole is told at its finish. */
final class GeminiCandidate {
    private final int index;
    private final String replyId;
    private final GeminiSources sources = new GeminiSources();
    private int calls;
    private String signature;
    private boolean finished;

    GeminiCandidate(int index, String replyId) {
        this.index = index;
        this.replyId = replyId;
    }

    /** Whether it has come to a proper end. */
    boolean finished() {
        return finished;
    }

    /** What this reply adds to it: what it says, and its finish apart from that. */
    List<ChatChunk.Choice> read(Candidate wire) {
        sources.note(wire);
        List<ChatChunk.Choice> choices = new ArrayList<>(2);
        Delta said = say(wire.content() == null ? null : wire.content().parts());
        String reason = GeminiFinish.reason(wire.finishReason(), calls > 0);
        finished = finished || reason != null;
        Delta delta = reason == null ? said : withWhole(said);
        JsonNode logprobs = GeminiLogprobs.of(wire.logprobsResult());
        if (!delta.addsNothing() || logprobs != null) {
            choices.add(new ChatChunk.Choice(index, delta, logprobs, null, null));
        }
        if (reason != null) {
            choices.add(new ChatChunk.Choice(index, Delta.EMPTY, null, reason, finish(wire)));
        }
        return choices;
    }

    private Delta say(List<Part> parts) {
        StringBuilder content = new StringBuilder();
        StringBuilder reasoning = new StringBuilder();
        List<ToolCall> toolCalls = new ArrayList<>();
        ArrayNode images = JsonNodeFactory.instance.arrayNode();
        ArrayNode others = JsonNodeFactory.instance.arrayNode();
        for (Part part : parts == null ? List.<Part>of() : parts) {
            if (part == null) {
                continue;
            }
            if (part.functionCall() != null) {
                call(part, toolCalls);
            } else if (part.text() != null) {
                (Boolean.TRUE.equals(part.thought()) ? reasoning : content).append(part.text());
                signature = part.thoughtSignature() == null ? signature : part.thoughtSignature();
            } else if (part.inlineData() != null && isImage(part)) {
                images.add(GeminiImages.write(part));
            } else if (saysSomething(part)) {
                others.add(JsonCodec.mapper().<JsonNode>valueToTree(part));
            }
        }
        sources.say(content.toString());
        return new Delta(null, orNull(content), orNull(reasoning), null, toolCalls, extra(images, others));
    }

    private void call(Part part, List<ToolCall> toolCalls) {
        FunctionCall call = part.functionCall();
        if (call.name() == null || call.name().isEmpty()) {
            return;
        }
        int number = calls++;
        toolCalls.add(new ToolCall(
                number,
                call.id() == null || call.id().isEmpty() ? id(call, number) : call.id(),
                "function",
                new ToolCall.Function(call.name(), ToolArguments.text(call.args()), null),
                GeminiExtra.signed(part.thoughtSignature())));
    }

    /** The same for the same reply, however it came. */
    private String id(FunctionCall call, int number) {
        String seed = replyId == null
                ? UUID.nameUUIDFromBytes((call.name() + call.args()).getBytes(StandardCharsets.UTF_8))
                        .toString()
                : replyId;
        return "call_" + seed + "_" + index + "_" + number;
    }

    private Delta withWhole(Delta said) {
        Map<String, JsonNode> extra = new LinkedHashMap<>(said.extra());
        ArrayNode annotations = sources.annotations();
        if (!annotations.isEmpty()) {
            extra.put("annotations", annotations);
        }
        if (signature != null) {
            ObjectNode google =
                    extra.containsKey("extra_content") ? (ObjectNode) GeminiExtra.of(extra) : GeminiExtra.google();
            extra.putAll(GeminiExtra.field(google.put(GeminiExtra.SIGNATURE, signature)));
        }
        return new Delta(said.role(), said.content(), said.reasoningContent(), said.refusal(), said.toolCalls(), extra);
    }

    private Map<String, JsonNode> finish(Candidate wire) {
        ObjectNode google = GeminiExtra.google();
        if (GeminiFinish.CONTENT_FILTER.equals(GeminiFinish.reason(wire.finishReason(), false))) {
            google.put("finish_reason", wire.finishReason());
        }
        sources.tell(google);
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

    private static boolean isImage(Part part) {
        String type = Objects.requireNonNullElse(part.inlineData().mimeType(), "");
        return type.startsWith("image/") && part.inlineData().data() != null;
    }

    private static boolean saysSomething(Part part) {
        boolean known = part.inlineData() != null || part.fileData() != null || part.functionResponse() != null;
        return known || (part.extra() != null && !part.extra().isEmpty());
    }

    private static String orNull(StringBuilder text) {
        return text.isEmpty() ? null : text.toString();
    }
}
