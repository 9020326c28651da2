package dev.tollgate.edge;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.EmbeddingFormat;
import dev.tollgate.openai.EmbeddingInput;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.openai.Role;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Collection;

/** Says what is wrong with a body, by field and in JSON's terms; it never quotes the value. */
final class JsonErrorMessages {
    static final String NO_OBJECT = "The body must be one JSON object.";

    private JsonErrorMessages() {}

    static GatewayException of(IOException trouble) {
        return switch (trouble) {
            case StreamConstraintsException bound ->
                new GatewayException(ErrorKind.INVALID_JSON, "The body exceeds a bound: " + words(bound) + ".");
            case MismatchedInputException mismatch -> mismatch(mismatch);
            case JsonMappingException mapping
            when mapping.getCause() instanceof InputCoercionException beyond ->
                wrong(path(mapping), beyond.getTargetType());
            case JsonMappingException mapping
            when mapping.getCause() instanceof JsonProcessingException inner -> of(inner);
            case JsonMappingException mapping
            when mapping.getCause() instanceof NumberFormatException
                    && mapping.getPath().isEmpty() ->
                new GatewayException(ErrorKind.INVALID_JSON, "The body has a number with too large an exponent.");
            case JsonMappingException mapping ->
                GatewayException.of(ErrorKind.INVALID_VALUE, path(mapping), "This value is not allowed.");
            case JsonParseException syntax ->
                new GatewayException(
                        ErrorKind.INVALID_JSON,
                        "The body is not valid JSON, at line %d, column %d."
                                .formatted(
                                        syntax.getLocation().getLineNr(),
                                        syntax.getLocation().getColumnNr()));
            default -> new GatewayException(ErrorKind.INVALID_JSON, "The body is not valid JSON.");
        };
    }

    private static GatewayException mismatch(MismatchedInputException mismatch) {
        String path = path(mismatch);
        if (path.isEmpty()) {
            return new GatewayException(ErrorKind.INVALID_JSON, NO_OBJECT);
        }
        return wrong(path, mismatch.getTargetType());
    }

    private static GatewayException wrong(String path, Class<?> type) {
        return GatewayException.of(
                ErrorKind.INVALID_VALUE,
                path,
                "Invalid type or value for '" + path + "': expected " + expected(type) + ".");
    }

    /** What the bound is, but not which of Jackson's classes sets it. */
    private static String words(StreamConstraintsException bound) {
        return bound.getOriginalMessage()
                .replaceAll(", from `[^`]*`", "")
                .replace("Token count", "Number of JSON elements");
    }

    /** The field as callers write it: {@code messages[0].content}. */
    private static String path(JsonMappingException trouble) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : trouble.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    private static String expected(Class<?> type) {
        if (type == null) {
            return "another type";
        }
        if (type == String.class) {
            return "a string";
        }
        if (type == Boolean.class) {
            return "true or false";
        }
        if (type == Integer.class || type == int.class || type == Long.class) {
            return "an integer";
        }
        if (type == BigDecimal.class) {
            return "a number";
        }
        if (type == Role.class) {
            return "one of system, developer, user, assistant, tool, function";
        }
        if (type == ContentPart.class) {
            return "a content part";
        }
        if (type == EmbeddingFormat.class) {
            return "float or base64";
        }
        if (type == EmbeddingInput.class) {
            return "a string, or an array of strings, of tokens or of arrays of tokens";
        }
        if (type == MessageContent.class) {
            return "a string or an array of content parts";
        }
        return Collection.class.isAssignableFrom(type) ? "an array" : "an object";
    }
}
