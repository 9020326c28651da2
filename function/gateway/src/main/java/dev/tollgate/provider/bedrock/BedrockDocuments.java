package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tollgate.parse.DataUri;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The formats and names of documents
 * (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_DocumentBlock.html). Bedrock restricts the characters of
 * a name, and requires a different name for each document of a request.
 */
final class BedrockDocuments {
    private static final int MAX_NAME_LENGTH = 200;
    /** The name of a document without one, because Bedrock requires a name. */
    private static final String DEFAULT_NAME = "document";

    private final Set<String> names = new HashSet<>();

    /** The format for a media type; null for a type that is not a document. */
    static @Nullable String format(String mediaType) {
        return switch (mediaType) {
            case "application/pdf" -> "pdf";
            case "text/csv" -> "csv";
            case "application/msword" -> "doc";
            case "application/vnd.openxmlformats-officedocument.wordprocessingml.document" -> "docx";
            case "application/vnd.ms-excel" -> "xls";
            case "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" -> "xlsx";
            case "text/html" -> "html";
            case "text/markdown" -> "md";
            // Bedrock reads any other text as plain text.
            default -> DataUri.isText(mediaType) ? "txt" : null;
        };
    }

    /**
     * Adds a text to a message with documents and without text, which Bedrock rejects
     * (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Message.html). It consists of the documents' names.
     */
    static void addText(ArrayNode blocks) {
        List<String> names = new ArrayList<>();
        for (JsonNode block : blocks) {
            if (block.has("text")) {
                return;
            }
            if (block.has("document")) {
                names.add(block.path("document").path("name").asText());
            }
        }
        if (!names.isEmpty()) {
            blocks.addObject().put("text", String.join(", ", names));
        }
    }

    /** A unique name for the next document. */
    String name(@Nullable String filename) {
        String plain = filename == null
                ? ""
                : filename.replaceAll("[^a-zA-Z0-9\\s()\\[\\]-]", "-")
                        .replaceAll("\\s+", " ")
                        .strip();
        String name = plain.isEmpty() ? DEFAULT_NAME : plain.substring(0, Math.min(MAX_NAME_LENGTH, plain.length()));
        String unique = name;
        for (int i = 2; !names.add(unique); i++) {
            unique = name + " (" + i + ")";
        }
        return unique;
    }
}
