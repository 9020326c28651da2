package dev.tollgate.edge;

import dev.tollgate.openai.ChatOptions;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.ConvertedChat;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.ForeignForms;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.GatewayFields;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.openai.NamedFields;
import dev.tollgate.openai.RequestDefaults;
import dev.tollgate.openai.Role;
import dev.tollgate.openai.Tool;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.parse.UnicodeText;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every request must keep to, whichever provider serves it; OpenAI's own bounds. */
public final class RequestRules {
    private static final int MAX_MODEL_LENGTH = 256;
    private static final int MAX_MODELS = 16;
    private static final int MAX_CHOICES = 128;
    private static final BigDecimal MAX_TEMPERATURE = BigDecimal.TWO;

    private final int maxMessages;

    RequestRules(int maxMessages) {
        this.maxMessages = maxMessages;
    }

    ConvertedChat checked(ChatRequest sent) {
        FieldNames.check(sent);
        ConvertedChat converted = ForeignForms.asChat(named(sent));
        return converted.with(NamedFields.in(converted.names(), () -> checkedChat(converted.request())));
    }

    private ChatRequest checkedChat(ChatRequest request) {
        model(request.model());
        messages(request.messages());
        valid(
                "stream_options",
                request.streamOptions() == null || request.streamed(),
                "to be left out unless 'stream' is true");
        valid("n", request.n() == null || (request.n() >= 1 && request.n() <= MAX_CHOICES), "1 to " + MAX_CHOICES);
        positive("max_tokens", request.maxTokens());
        positive("max_completion_tokens", request.maxCompletionTokens());
        within("temperature", request.temperature(), MAX_TEMPERATURE);
        within("top_p", request.topP(), BigDecimal.ONE);
        if (request.tools() != null) {
            tools(request.tools());
        }
        // Read for its failures only: an option of the wrong type is refused before anything is reserved.
        ChatOptions.of(request);
        GatewayFields.check(request);
        return RequestDefaults.withoutEmptyFields(request);
    }

    /** As at OpenRouter, the first of {@code models} may replace {@code model}. */
    private static ChatRequest named(ChatRequest request) {
        List<String> models = request.models();
        if (models == null || models.isEmpty()) {
            return request;
        }
        valid("models", models.size() <= MAX_MODELS, "at most " + MAX_MODELS + " models");
        for (int i = 0; i < models.size(); i++) {
            String path = "models[" + i + "]";
            model(path, models.get(i));
        }
        return request.model() == null ? request.withModel(models.getFirst()) : request;
    }

    /**
     * Requires the name of a model.
     *
     * @throws GatewayException {@code MISSING_PARAMETER} or {@code INVALID_VALUE}
     */
    public static void model(String model) {
        model("model", model);
    }

    private static void model(String field, String model) {
        present(field, model != null && !model.isBlank());
        valid(field, model.length() <= MAX_MODEL_LENGTH, "at most " + MAX_MODEL_LENGTH + " characters");
        // It comes back in headers, logs and tables.
        valid(field, UnicodeText.isPrintable(model), "no control characters and no half surrogate pairs");
    }

    private void messages(List<Message> messages) {
        present("messages", !messages.isEmpty());
        valid("messages", messages.size() <= maxMessages, "at most " + maxMessages + " messages");
        for (int i = 0; i < messages.size(); i++) {
            message("messages[" + i + "]", messages.get(i));
        }
    }

    private static void message(String path, Message message) {
        present(path, message != null);
        present(path + ".role", message.role() != null);
        present(path + ".content", message.content() != null || message.role() == Role.ASSISTANT);
        present(path + ".tool_call_id", message.role() != Role.TOOL || message.toolCallId() != null);
        if (message.toolCalls() != null) {
            toolCalls(path + ".tool_calls", message.toolCalls());
        }
        FieldNames.check(path, message);
        if (message.content() instanceof MessageContent.Parts(List<ContentPart> parts)) {
            PartRules.check(path + ".content", parts);
        }
    }

    /** A call of another kind than a function is kept as it is, for providers that know it. */
    private static void toolCalls(String path, List<ToolCall> calls) {
        for (int i = 0; i < calls.size(); i++) {
            ToolCall call = calls.get(i);
            String element = path + "[" + i + "]";
            present(element, call != null);
            present(element + ".id", call.id() != null);
            boolean function = call.type() == null || call.type().equals("function");
            boolean named = call.function() != null && call.function().name() != null;
            present(element + ".function.name", named || !function);
        }
    }

    private static void tools(List<Tool> tools) {
        for (int i = 0; i < tools.size(); i++) {
            Tool tool = tools.get(i);
            String path = "tools[" + i + "]";
            present(path, tool != null);
            present(path + ".type", tool.type() != null);
            boolean named = tool.function() != null && tool.function().name() != null;
            present(path + ".function.name", named || !tool.type().equals("function"));
            FieldNames.check(path, tool);
        }
    }

    /** Requires a positive number, if there is one. */
    public static void positive(String field, @Nullable Integer value) {
        valid(field, value == null || value >= 1, "at least 1");
    }

    private static void within(String field, @Nullable BigDecimal value, BigDecimal most) {
        boolean inside = value == null || (value.signum() >= 0 && value.compareTo(most) <= 0);
        valid(field, inside, "0 to " + most);
    }

    /**
     * Requires a field.
     *
     * @throws GatewayException {@code MISSING_PARAMETER}
     */
    public static void present(String field, boolean there) {
        if (!there) {
            throw GatewayException.of(
                    ErrorKind.MISSING_PARAMETER, field, "Missing required parameter: '" + field + "'.");
        }
    }

    /**
     * Requires that a value is what it may be.
     *
     * @throws GatewayException {@code INVALID_VALUE}
     */
    public static void valid(String field, boolean holds, String expected) {
        if (!holds) {
            throw invalid(field, expected);
        }
    }

    /** The failure of a value that is not what it may be: {@code INVALID_VALUE}. */
    public static GatewayException invalid(String field, String expected) {
        return GatewayException.of(
                ErrorKind.INVALID_VALUE, field, "Invalid value for '" + field + "': expected " + expected + ".");
    }
}
