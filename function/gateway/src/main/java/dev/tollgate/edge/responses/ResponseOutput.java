package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.openai.CarriedReasoning;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.EncryptedReasoning;
import dev.tollgate.openai.NamespacedName;
import dev.tollgate.openai.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the deltas of an answer into items. Text and reasoning end where the other begins, or a call; calls stay open until the end,
 * because their arguments may. What a provider wants back comes last, as reasoning that only a provider reads.
 */
final class ResponseOutput {
    private static final String ANNOTATIONS = "annotations";
    private static final String COMPLETED = "completed";

    private final ResponseEvents events;
    private final OutputSettings settings;
    private final List<OutputItem> items = new ArrayList<>();
    private final List<MessageItem> messages = new ArrayList<>();
    private final Map<Integer, CallItem> calls = new LinkedHashMap<>();
    private final Map<String, JsonNode> carried = new LinkedHashMap<>();
    private final Map<String, Map<String, JsonNode>> carriedByCalls = new LinkedHashMap<>();
    private final StringBuilder hiddenThoughts = new StringBuilder();
    private @Nullable OutputItem open;

    ResponseOutput(ResponseEvents events, OutputSettings settings) {
        this.events = events;
        this.settings = settings;
    }

    /** Adds what a chunk says. */
    void add(ChatChunk.Choice choice) {
        Delta delta = choice.delta();
        think(delta.reasoningContent());
        say(delta.content(), choice.logprobs());
        refuse(delta.refusal());
        if (delta.toolCalls() != null) {
            delta.toolCalls().forEach(this::call);
        }
        delta.extra().forEach(this::extra);
    }

    private void think(@Nullable String piece) {
        if (piece == null || piece.isEmpty()) {
            return;
        }
        if (settings.showsReasoning()) {
            reasoning().think(piece);
        } else {
            hiddenThoughts.append(piece);
        }
    }

    private ReasoningItem reasoning() {
        if (open instanceof ReasoningItem thinking) {
            return thinking;
        }
        closeOpen();
        ReasoningItem reasoning = ReasoningItem.shown(events, items.size(), id("rs_"));
        open(reasoning);
        return reasoning;
    }

    private void say(@Nullable String piece, @Nullable JsonNode logprobs) {
        if (piece != null && !piece.isEmpty()) {
            ArrayNode tokens = JsonNodeFactory.instance.arrayNode();
            if (logprobs != null) {
                logprobs.path("content").forEach(tokens::add);
            }
            message().say(piece, tokens);
        }
    }

    private void refuse(@Nullable String piece) {
        if (piece != null && !piece.isEmpty()) {
            message().refuse(piece);
        }
    }

    private MessageItem message() {
        if (open instanceof MessageItem speaking) {
            return speaking;
        }
        closeOpen();
        int before = messages.isEmpty() ? 0 : messages.getLast().textEnd();
        MessageItem message = new MessageItem(events, items.size(), id("msg_"), before);
        messages.add(message);
        open(message);
        return message;
    }

    private void open(OutputItem item) {
        items.add(item);
        open = item;
    }

    private void closeOpen() {
        if (open != null) {
            open.close(COMPLETED);
            open = null;
        }
    }

    private String id(String prefix) {
        return prefix + settings.itemIds() + items.size();
    }

    private void call(ToolCall piece) {
        int number = piece.index() == null ? calls.size() : piece.index();
        ToolCall.Function function = piece.function();
        String name = function == null || function.name() == null ? "" : function.name();
        CallItem call = calls.get(number);
        if (call == null) {
            closeOpen();
            ClientTool tool =
                    settings.tools().getOrDefault(name, new ClientTool(new NamespacedName(null, name), false));
            call = new CallItem(events, items.size(), settings.itemIds() + items.size(), piece, tool);
            items.add(call);
            calls.put(number, call);
        }
        call.add(function == null || function.arguments() == null ? "" : function.arguments());
        if (!piece.extra().isEmpty()) {
            carriedByCalls.put(call.callId(), piece.extra());
        }
    }

    private void extra(String field, JsonNode value) {
        if (field.equals(ANNOTATIONS)) {
            value.forEach(this::annotate);
        } else if (!value.isNull()) {
            carried.merge(field, value, RestoredReasoning::joined);
        }
    }

    private void annotate(JsonNode annotation) {
        if (!OutputAnnotation.isKnown(annotation)) {
            return;
        }
        int start = OutputAnnotation.start(annotation);
        for (MessageItem message : messages) {
            if (start < message.textEnd() || message == messages.getLast()) {
                message.annotate(annotation);
                return;
            }
        }
    }

    /** Ends all items. Of an answer that was cut, only the last item and those that are not whole have its status. */
    void finish(String status) {
        for (OutputItem item : items) {
            item.close(item.equals(items.getLast()) || !item.isWhole() ? status : COMPLETED);
        }
        open = null;
        for (String encrypted : encrypted()) {
            OutputItem item = ReasoningItem.encrypted(events, items.size(), id("rs_"), encrypted);
            items.add(item);
            item.close(status);
        }
    }

    /** Who calls tools needs what the provider wants back for the next request; all others get it if they want it. */
    private List<String> encrypted() {
        if (!settings.encrypted() && calls.isEmpty()) {
            return List.of();
        }
        List<String> encrypted = new ArrayList<>(EncryptedReasoning.takenFrom(carried));
        if (!hiddenThoughts.isEmpty() && !carried.containsKey("thinking_blocks")) {
            carried.put("reasoning_content", TextNode.valueOf(hiddenThoughts.toString()));
        }
        CarriedReasoning own = new CarriedReasoning(carried, carriedByCalls);
        if (!own.isEmpty()) {
            encrypted.add(own.encoded());
        }
        return encrypted;
    }

    /** Everything that the model has said and done so far. */
    ArrayNode json() {
        ArrayNode output = JsonNodeFactory.instance.arrayNode();
        items.forEach(item -> output.add(item.node()));
        return output;
    }
}
