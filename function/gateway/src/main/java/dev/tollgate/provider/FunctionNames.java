package dev.tollgate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.openai.CanonicalDigest;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.Role;
import dev.tollgate.openai.Tool;
import dev.tollgate.openai.ToolCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives the functions of a request names that the provider accepts. Clients of Claude's API have names of up to 128 characters, those of
 * Gemini's have dots and colons in them, and others refuse the whole request (cline/cline#11885, mastra-ai/mastra#6302,
 * danny-avila/LibreChat#12888).
 *
 * <p>A name that the provider accepts stays as it is. Any other is shortened, has {@code _} for each other character, and ends in a hash
 * of itself if another function has that name. The answer has the client's names. An instance serves one request.
 */
public final class FunctionNames {
    private static final String TOOL_CHOICE = "tool_choice";
    private static final int HASH_LENGTH = 8;

    private final Map<String, String> sent = new LinkedHashMap<>();

    private final Set<String> offered = new LinkedHashSet<>();

    private FunctionNames(ChatRequest request, FunctionNameFormat format, boolean hashed) {
        Set<String> names = new LinkedHashSet<>();
        Set<String> taken = new HashSet<>();
        Stream.concat(offered(request), used(request))
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        names.stream().filter(format::accepts).forEach(taken::add);
        for (String name : names) {
            if (!format.accepts(name)) {
                sent.put(name, unused(name, taken, format, hashed));
            }
        }
        offered(request).map(this::name).forEach(offered::add);
    }

    /** The names of this request for a provider with this format. */
    public static FunctionNames of(ChatRequest request, FunctionNameFormat format) {
        return new FunctionNames(request, format, false);
    }

    /** The same, but each name that the gateway makes up ends in a hash, so that no other request has it for another function. */
    public static FunctionNames hashed(ChatRequest request, FunctionNameFormat format) {
        return new FunctionNames(request, format, true);
    }

    private static Stream<String> offered(ChatRequest request) {
        return Stream.ofNullable(request.tools())
                .flatMap(List::stream)
                .flatMap(tool -> Stream.ofNullable(tool.function()))
                .map(Tool.Function::name);
    }

    private static Stream<String> used(ChatRequest request) {
        return request.messages().stream()
                .flatMap(message -> Stream.ofNullable(message.toolCalls()))
                .flatMap(List::stream)
                .flatMap(call -> Stream.ofNullable(call.function()))
                .flatMap(function -> Stream.ofNullable(function.name()));
    }

    private static String unused(String name, Set<String> taken, FunctionNameFormat format, boolean hashed) {
        String plain = name.replaceAll("[^a-zA-Z0-9_-]", "_");
        String candidate = hashed ? "" : plain;
        for (int collisions = 0; !isUsable(candidate, format) || !taken.add(candidate); collisions++) {
            String hash = new CanonicalDigest().add(name, collisions).hex().substring(0, HASH_LENGTH);
            int kept = Math.min(plain.length(), format.maxLength() - HASH_LENGTH - 1);
            candidate = plain.substring(0, kept) + "_" + hash;
        }
        return candidate;
    }

    private static boolean isUsable(String candidate, FunctionNameFormat format) {
        return !candidate.isEmpty() && candidate.length() <= format.maxLength();
    }

    /** The request with names that the provider accepts; the same object if it has no others. */
    public ChatRequest in(ChatRequest request) {
        if (sent.isEmpty()) {
            return request;
        }
        Map<String, JsonNode> extra = new LinkedHashMap<>(request.extra());
        extra.computeIfPresent(TOOL_CHOICE, (_, choice) -> choice(choice));
        List<Tool> tools = request.tools() == null
                ? null
                : request.tools().stream().map(this::tool).toList();
        List<Message> messages = request.messages().stream().map(this::message).toList();
        return request.withExtra(extra).withTools(tools).withMessages(messages);
    }

    /** The decoder of the reply, with the client's names, each in one piece. */
    public ReplyDecoder in(ReplyDecoder decoder) {
        return RenamedCalls.in(JoinedNames.in(decoder, offered), clients());
    }

    /** The client's names of functions, by the names that the provider gets in their place. */
    public Map<String, String> clients() {
        Map<String, String> clients = new LinkedHashMap<>();
        sent.forEach((client, provider) -> clients.put(provider, client));
        return clients;
    }

    private String name(String name) {
        return sent.getOrDefault(name, name);
    }

    private Tool tool(Tool tool) {
        Tool.Function function = tool.function();
        return function == null
                ? tool
                : new Tool(
                        tool.type(),
                        new Tool.Function(
                                name(function.name()), function.description(), function.parameters(), function.extra()),
                        tool.extra());
    }

    private Message message(Message message) {
        boolean isResult = message.role() == Role.TOOL || message.role() == Role.FUNCTION;
        return new Message(
                message.role(),
                message.content(),
                isResult && message.name() != null ? name(message.name()) : message.name(),
                calls(message.toolCalls()),
                message.toolCallId(),
                message.extra());
    }

    private @Nullable List<ToolCall> calls(@Nullable List<ToolCall> calls) {
        return calls == null
                ? null
                : calls.stream().map(call -> RenamedCalls.renamed(call, sent)).toList();
    }

    /** The function that must be called, or those that may be: each has its name in an object. */
    private JsonNode choice(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode renamed = JsonNodeFactory.instance.objectNode();
                object.properties()
                        .forEach(field -> renamed.set(
                                field.getKey(),
                                field.getKey().equals("name")
                                                && field.getValue().isTextual()
                                        ? TextNode.valueOf(name(field.getValue().textValue()))
                                        : choice(field.getValue())));
                yield renamed;
            }
            case ArrayNode array -> {
                List<JsonNode> renamed = new ArrayList<>();
                array.forEach(element -> renamed.add(choice(element)));
                yield JsonNodeFactory.instance.arrayNode().addAll(renamed);
            }
            default -> node;
        };
    }
}
