package dev.tollgate.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tollgate.openai.ChatOptions;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.CompletionRequest;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.StreamOptions;
import dev.tollgate.openai.Tool;
import dev.tollgate.openai.ToolCall;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Refuses fields whose names differ from known ones by case only, such as {@code MAX_TOKENS}. The gateway would forward them
 * as fields that it does not know, but some providers read JSON without regard to case
 * (https://pkg.go.dev/encoding/json#Unmarshal): they would see a model, a limit or a number of choices that nobody checked.
 */
public final class FieldNames {
    static final FieldNames REQUEST = new FieldNames(
            Stream.concat(
                    ChatOptions.FIELDS.stream(),
                    Stream.of(
                            "audio",
                            "function_call",
                            "functions",
                            "logit_bias",
                            "metadata",
                            "modalities",
                            "prediction",
                            "prompt_cache_key",
                            "provider",
                            "reasoning",
                            "safety_identifier",
                            "service_tier",
                            "session_id",
                            "store",
                            "thinking",
                            "usage",
                            "verbosity",
                            "web_search_options")),
            ChatRequest.class,
            CompletionRequest.class,
            EmbeddingRequest.class);

    /** Those of the endpoints that neither chat nor embed. */
    public static final FieldNames MEDIA = new FieldNames(Stream.of(
            "documents",
            "file",
            "image",
            "images",
            "input",
            "instructions",
            "mask",
            "model",
            "n",
            "partial_images",
            "prompt",
            "provider",
            "quality",
            "query",
            "response_format",
            "session_id",
            "size",
            "stream",
            "stream_format",
            "top_n",
            "usage",
            "user",
            "voice"));

    private static final FieldNames STREAM_OPTIONS = new FieldNames(Stream.of(), StreamOptions.class);
    private static final FieldNames MESSAGE = new FieldNames(
            Stream.of("audio", "cache_control", "function_call", "reasoning_content", "refusal"), Message.class);
    private static final FieldNames PART = new FieldNames(
            Stream.of("cache_control", "input_audio"),
            ContentPart.Text.class,
            ContentPart.Image.class,
            ContentPart.File.class);
    private static final FieldNames IMAGE = new FieldNames(Stream.of(), ContentPart.ImageUrl.class);
    private static final FieldNames FILE = new FieldNames(Stream.of(), ContentPart.FileSource.class);
    private static final FieldNames TOOL = new FieldNames(Stream.of("cache_control", "max_uses"), Tool.class);
    private static final FieldNames FUNCTION = new FieldNames(Stream.of("strict"), Tool.Function.class);
    private static final FieldNames TOOL_CALL = new FieldNames(Stream.of(), ToolCall.class);
    private static final FieldNames CALLED_FUNCTION = new FieldNames(Stream.of(), ToolCall.Function.class);

    /** The right spellings by the folded ones. */
    private final Map<String, String> spellings;

    private FieldNames(Stream<String> forwarded, Class<?>... records) {
        spellings = Stream.concat(forwarded, Arrays.stream(records).flatMap(FieldNames::propertiesOf))
                .distinct()
                .collect(Collectors.toUnmodifiableMap(FieldNames::folded, Function.identity()));
    }

    private static Stream<String> propertiesOf(Class<?> type) {
        JsonMapper mapper = JsonCodec.mapper();
        return mapper.getDeserializationConfig().introspect(mapper.constructType(type)).findProperties().stream()
                .map(BeanPropertyDefinition::getName)
                .filter(name -> !name.equals("extra"));
    }

    /**
     * Checks the fields that the gateway does not read.
     *
     * @param path the place of the object: {@code messages[0]}; empty for the request itself
     * @throws GatewayException {@code UNSUPPORTED_PARAMETER} that names the field and its right spelling
     */
    public void check(String path, Map<String, JsonNode> others) {
        others.keySet().forEach(name -> check(path, name));
    }

    private void check(String path, String name) {
        String spelling = spellings.getOrDefault(folded(name), name);
        if (!spelling.equals(name)) {
            String field = path.isEmpty() ? name : path + "." + name;
            throw GatewayException.of(
                    ErrorKind.UNSUPPORTED_PARAMETER,
                    field,
                    "Unknown parameter: '" + field + "'. Did you mean '" + spelling
                            + "'? Upper and lower case letters are different.");
        }
    }

    /** Checks the request's own fields, and those of the objects in it whose fields are known. */
    static void check(ChatRequest request) {
        REQUEST.check("", request.extra());
        if (request.streamOptions() != null) {
            STREAM_OPTIONS.check("stream_options", request.streamOptions().extra());
        }
    }

    /** Checks one message, without its parts. */
    static void check(String path, Message message) {
        MESSAGE.check(path, message.extra());
        List<ToolCall> calls = message.toolCalls() == null ? List.of() : message.toolCalls();
        for (int i = 0; i < calls.size(); i++) {
            String call = path + ".tool_calls[" + i + "]";
            TOOL_CALL.check(call, calls.get(i).extra());
            ToolCall.Function function = calls.get(i).function();
            if (function != null) {
                CALLED_FUNCTION.check(call + ".function", function.extra());
            }
        }
    }

    /** Checks one tool; the schema of its parameters may have any names. */
    static void check(String path, Tool tool) {
        TOOL.check(path, tool.extra());
        if (tool.function() != null) {
            FUNCTION.check(path + ".function", tool.function().extra());
        }
    }

    /** Checks one part of a message's content. */
    static void check(String path, ContentPart part) {
        switch (part) {
            case ContentPart.Text text -> PART.check(path, text.extra());
            case ContentPart.Image image -> {
                PART.check(path, image.extra());
                IMAGE.check(path + ".image_url", image.imageUrl().extra());
            }
            case ContentPart.File file -> {
                PART.check(path, file.extra());
                FILE.check(path + ".file", file.file().extra());
            }
            case ContentPart.Other other -> PART.check(path, other.extra());
        }
    }

    /** As Unicode folds single characters: the sign for Kelvin is a {@code k}, and a long s an {@code s}. */
    private static String folded(String name) {
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
