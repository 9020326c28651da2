package dev.tollgate.edge.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.openai.AnthropicOptions;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.NativeRequest;
import dev.tollgate.openai.UntranslatedField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a request of Anthropic's Messages API (https://platform.claude.com/docs/en/api/messages/create) as a chat request. What OpenAI
 * has no word for travels in {@link NativeRequest#own}.
 */
final class MessagesReader {
    private static final String SYSTEM = "system";
    private static final String MESSAGES = "messages";
    private static final String MAX_TOKENS = "max_tokens";
    private static final String THINKING = "thinking";
    private static final String EFFORT = "reasoning_effort";
    private static final String OUTPUT_CONFIG = "output_config";
    private static final String METADATA = "metadata";
    private static final String USER_ID = "user_id";
    private static final String TOP_K = "top_k";

    /** The fields that become fields of a chat request. */
    private static final Set<String> TRANSLATED = Set.of(
            "model",
            MESSAGES,
            SYSTEM,
            MAX_TOKENS,
            "stream",
            "temperature",
            "top_p",
            TOP_K,
            "stop_sequences",
            "tools",
            "tool_choice",
            THINKING,
            OUTPUT_CONFIG,
            "output_format",
            METADATA,
            "service_tier");

    private final BodyFields request;
    private final Map<String, JsonNode> extra = new LinkedHashMap<>();
    private final Map<String, JsonNode> replaced = new LinkedHashMap<>();
    private final Map<String, JsonNode> others;
    private final ClientFieldNames names = new ClientFieldNames();

    private MessagesReader(ObjectNode body) {
        this.request = new BodyFields("", body);
        this.others = request.except(TRANSLATED);
    }

    /**
     * A request that has been read.
     *
     * @param chat it still needs the checks that every chat request gets
     * @param names what the client calls the fields of the chat request
     */
    record ReadRequest(ChatRequest chat, NativeRequest sent, ClientFieldNames names) {}

    /**
     * The request in this body.
     *
     * @throws dev.tollgate.openai.GatewayException of a 400 kind that names the field in Anthropic's words
     */
    static ReadRequest request(ObjectNode body) {
        return new MessagesReader(body).read(true);
    }

    /** The same for a request whose tokens are to be counted: it sets no limit. */
    static ReadRequest counted(ObjectNode body) {
        return new MessagesReader(body).read(false);
    }

    private ReadRequest read(boolean limited) {
        String model = request.text("model");
        Integer maxTokens = limited ? maxTokens() : null;
        List<Message> messages = messages();
        ToolReader.addChoice(request, extra);
        addSampling();
        addOutput();
        addThinking();
        addAccount();
        ChatRequest chat = new ChatRequest(
                model,
                messages,
                request.flag("stream"),
                null,
                maxTokens,
                null,
                null,
                request.share("temperature"),
                request.share("top_p"),
                ToolReader.tools(request),
                null,
                extra);
        List<UntranslatedField> untranslated = others.entrySet().stream()
                .filter(field -> !asksForNothing(field.getValue()))
                .map(field -> new UntranslatedField(field.getKey(), "does not support it"))
                .toList();
        Map<String, JsonNode> own = new LinkedHashMap<>(others);
        own.putAll(replaced);
        return new ReadRequest(
                chat,
                new NativeRequest(
                        NativeRequest.MESSAGES, HiddenThinking.removedFrom(request.object()), untranslated, own),
                names);
    }

    /** An empty list. In a field that nobody knows yet, an empty object may ask for something. */
    private static boolean asksForNothing(JsonNode value) {
        return value.isArray() && value.isEmpty();
    }

    /** No tokens only fill Anthropic's cache. Other models write at least one. */
    private int maxTokens() {
        return Math.max(1, request.requiredInteger(MAX_TOKENS, 0));
    }

    private List<Message> messages() {
        List<Message> messages = new ArrayList<>();
        JsonNode system = request.node(SYSTEM);
        boolean says = system.isTextual() ? !system.textValue().isEmpty() : !system.isEmpty();
        if (request.has(SYSTEM) && says) {
            messages.add(TurnReader.system(request, SYSTEM));
            names.add(SYSTEM, 1);
        }
        request.require(MESSAGES);
        List<BodyFields> turns = request.list(MESSAGES);
        if (turns.isEmpty()) {
            throw request.invalid(MESSAGES, "at least one message is required");
        }
        for (BodyFields turn : turns) {
            List<Message> read = TurnReader.messages(turn);
            names.add(turn.path(), read.size());
            messages.addAll(read);
        }
        return messages;
    }

    private void addSampling() {
        if (request.has("stop_sequences")) {
            extra.put("stop", texts("stop_sequences"));
        }
        Integer topK = request.integer(TOP_K, 0);
        if (topK != null) {
            extra.put(TOP_K, request.node(TOP_K));
        }
    }

    private ArrayNode texts(String field) {
        if (!(request.node(field) instanceof ArrayNode texts)) {
            throw request.invalid(field, "Input should be a valid array");
        }
        for (int i = 0; i < texts.size(); i++) {
            if (!texts.get(i).isTextual()) {
                throw request.invalid(field + "." + i, "Input should be a valid string");
            }
        }
        return texts;
    }

    /** How much effort, and in which format. The format had a field of its own while it was a beta. */
    private void addOutput() {
        BodyFields config = request.optionalFields(OUTPUT_CONFIG);
        BodyFields format = request.optionalFields("output_format");
        if (config != null) {
            String effort = config.optionalText("effort");
            if (effort != null) {
                extra.put(EFFORT, TextNode.valueOf(effort));
            }
            format = config.has("format") ? config.fields("format") : format;
            Map<String, JsonNode> rest = config.except(Set.of("effort", "format"));
            if (!rest.isEmpty()) {
                others.put(OUTPUT_CONFIG, JsonNodeFactory.instance.objectNode().setAll(rest));
            }
        }
        if (format != null) {
            extra.put("response_format", responseFormat(format));
        }
    }

    private static ObjectNode responseFormat(BodyFields format) {
        if (!format.text("type").equals("json_schema")) {
            throw format.invalid("type", "Input should be 'json_schema'");
        }
        return AnthropicOptions.responseFormat(format.fields("schema").object());
    }

    /** Models that know no {@code thinking} get the effort that comes closest. */
    private void addThinking() {
        BodyFields thinking = request.optionalFields(THINKING);
        if (thinking == null) {
            return;
        }
        JsonNode effort = extra.get(EFFORT);
        replaced.put(THINKING, thinking.object());
        replaced.put(EFFORT, effort == null ? NullNode.getInstance() : effort);
        if (thinking.text("type").equals("enabled")) {
            thinking.requiredInteger("budget_tokens", 0);
        }
        String closest = AnthropicOptions.effort(thinking.object(), effort == null ? null : effort.textValue());
        if (closest != null) {
            extra.put(EFFORT, TextNode.valueOf(closest));
        }
    }

    private void addAccount() {
        BodyFields metadata = request.optionalFields(METADATA);
        String sent = metadata == null ? null : metadata.optionalText(USER_ID);
        if (sent != null) {
            extra.put("user", TextNode.valueOf(ClaudeCodeUser.withoutSession(sent)));
        }
        String tier = request.optionalText("service_tier");
        if (tier != null) {
            extra.put("service_tier", TextNode.valueOf(tier.equals("standard_only") ? "default" : tier));
        }
    }
}
