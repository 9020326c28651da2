package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.CustomInput;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.EncryptedReasoning;
import dev.tollgate.openai.NamespacedName;
import dev.tollgate.openai.ServerToolUse;
import dev.tollgate.openai.ToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The items of one Response, as deltas of chat. What an item says when it is done is said only if its own deltas have not said it. */
final class ResponseItems {
    private static final String ANNOTATIONS = "annotations";
    private static final String TEXT = "text";
    private static final String REFUSAL = "refusal";
    private static final String REASONING = "reasoning";
    private static final String ARGUMENTS = "arguments";
    private static final String BETWEEN_THOUGHTS = "\n\n";

    /** By the number of the item in the response: its number among the calls. */
    private final Map<Integer, Integer> calls = new HashMap<>();

    private final Set<String> said = new HashSet<>();
    private final ArrayNode annotations = JsonNodeFactory.instance.arrayNode();
    private final ArrayNode encrypted = JsonNodeFactory.instance.arrayNode();
    private int textLength;
    private final Set<String> containers = new HashSet<>();
    private ServerToolUse tools = ServerToolUse.NONE;

    /** What an event adds; nothing if it only repeats. */
    List<Delta> event(String type, JsonNode event) {
        int index = event.path("output_index").asInt();
        String piece = event.path("delta").asText();
        return switch (type) {
            case "response.output_item.added" -> added(index, event.path("item"));
            case "response.output_item.done" -> done(index, event.path("item"));
            case "response.output_text.delta" -> {
                textLength += piece.codePointCount(0, piece.length());
                yield said(index, TEXT, new Delta(null, piece, null, null, null, Map.of()));
            }
            case "response.refusal.delta" -> said(index, REFUSAL, new Delta(null, null, null, piece, null, Map.of()));
            case "response.reasoning_summary_text.delta", "response.reasoning_text.delta" -> thought(index, piece);
            case "response.reasoning_summary_part.added" ->
                event.path("summary_index").asInt() == 0 ? List.of() : thought(index, BETWEEN_THOUGHTS);
            case "response.function_call_arguments.delta" -> said(index, ARGUMENTS, arguments(index, piece));
            default -> List.of();
        };
    }

    private List<Delta> said(int index, String what, Delta delta) {
        said.add(index + what);
        return List.of(delta);
    }

    private List<Delta> thought(int index, String piece) {
        return said(index, REASONING, new Delta(null, null, piece, null, null, Map.of()));
    }

    private boolean unsaid(int index, String what) {
        return !said.contains(index + what);
    }

    private List<Delta> added(int index, JsonNode item) {
        return isCall(item) && !calls.containsKey(index) ? List.of(opened(index, item)) : List.of();
    }

    private static boolean isCall(JsonNode item) {
        String type = item.path("type").asText();
        return type.equals("function_call") || type.equals("custom_tool_call");
    }

    private Delta opened(int index, JsonNode item) {
        calls.put(index, calls.size());
        String name = new NamespacedName(
                        item.path("namespace").textValue(), item.path("name").asText())
                .function();
        return call(new ToolCall(
                calls.get(index),
                item.path("call_id").textValue(),
                "function",
                new ToolCall.Function(name, "", Map.of()),
                Map.of()));
    }

    private Delta arguments(int index, String piece) {
        return call(new ToolCall(
                calls.getOrDefault(index, 0), null, null, new ToolCall.Function(null, piece, Map.of()), Map.of()));
    }

    private static Delta call(ToolCall call) {
        return new Delta(null, null, null, null, List.of(call), Map.of());
    }

    /** What a complete item says in addition to its deltas. */
    List<Delta> done(int index, JsonNode item) {
        return switch (item.path("type").asText()) {
            case "message" -> message(index, item);
            case REASONING -> reasoning(index, item);
            case "function_call" -> called(index, item, item.path(ARGUMENTS).asText());
            case "custom_tool_call" ->
                called(index, item, CustomInput.arguments(item.path("input").asText()));
            default -> {
                tools = tools.plus(toolUse(item));
                yield List.of();
            }
        };
    }

    private List<Delta> message(int index, JsonNode item) {
        List<Delta> deltas = new ArrayList<>();
        boolean silent = unsaid(index, TEXT);
        int before = silent ? textLength : textLength - length(item);
        for (JsonNode part : item.path("content")) {
            String text = part.path(TEXT).asText();
            String refusal = part.path(REFUSAL).asText();
            int start = before;
            part.path(ANNOTATIONS).forEach(annotation -> annotate(annotation, start));
            before += text.codePointCount(0, text.length());
            if (silent && !text.isEmpty()) {
                deltas.add(new Delta(null, text, null, null, null, Map.of()));
            }
            if (unsaid(index, REFUSAL) && !refusal.isEmpty()) {
                deltas.add(new Delta(null, null, null, refusal, null, Map.of()));
            }
        }
        textLength = before;
        return deltas;
    }

    private static int length(JsonNode item) {
        return item.path("content")
                .valueStream()
                .map(part -> part.path(TEXT).asText())
                .mapToInt(text -> text.codePointCount(0, text.length()))
                .sum();
    }

    /** Chat counts the characters of all text of an answer, and has the fields in an object of their own. */
    private void annotate(JsonNode annotation, int textBefore) {
        String type = annotation.path("type").asText();
        ObjectNode fields = annotations.addObject().put("type", type).putObject(type);
        annotation.properties().forEach(field -> fields.set(field.getKey(), field.getValue()));
        fields.remove("type");
        for (String end : List.of("start_index", "end_index")) {
            if (fields.path(end).isInt()) {
                fields.put(end, fields.path(end).intValue() + textBefore);
            }
        }
    }

    private List<Delta> reasoning(int index, JsonNode item) {
        if (item.path("encrypted_content").isTextual()) {
            encrypted.addAll(EncryptedReasoning.details(item));
        }
        String text = Stream.of("summary", "content")
                .flatMap(field -> item.path(field).valueStream())
                .map(part -> part.path(TEXT).asText())
                .collect(Collectors.joining(BETWEEN_THOUGHTS));
        return text.isEmpty() || !unsaid(index, REASONING) ? List.of() : thought(index, text);
    }

    private List<Delta> called(int index, JsonNode item, String arguments) {
        List<Delta> deltas = new ArrayList<>(added(index, item));
        if (unsaid(index, ARGUMENTS)) {
            deltas.add(arguments(index, arguments));
        }
        return deltas;
    }

    boolean hasCalls() {
        return !calls.isEmpty();
    }

    /** What OpenAI bills of a call of its own tools: opening a page that a search found costs nothing. */
    private ServerToolUse toolUse(JsonNode item) {
        return switch (item.path("type").asText()) {
            case "web_search_call" ->
                item.path("action").path("type").asText("search").equals("search")
                        ? new ServerToolUse(1, 0)
                        : ServerToolUse.NONE;
            case "code_interpreter_call" -> new ServerToolUse(0, inNewContainer(item) ? 1 : 0);
            case "file_search_call" -> new ServerToolUse(0, 0, 1, 0, 0);
            case "image_generation_call" ->
                item.path("status").asText().equals("failed") ? ServerToolUse.NONE : new ServerToolUse(0, 0, 0, 0, 1);
            default -> ServerToolUse.NONE;
        };
    }

    /** OpenAI bills a container, and not the programs that run in it. */
    private boolean inNewContainer(JsonNode item) {
        String container = item.path("container_id").asText();
        return container.isEmpty() || containers.add(container);
    }

    /** How often OpenAI has run tools of its own so far. */
    ServerToolUse toolUse() {
        return tools;
    }

    /** What chat has as fields of the message, at the end. */
    Map<String, JsonNode> fields() {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        if (!annotations.isEmpty()) {
            fields.put(ANNOTATIONS, annotations);
        }
        if (!encrypted.isEmpty()) {
            fields.put(EncryptedReasoning.DETAILS, encrypted);
        }
        return fields;
    }
}
