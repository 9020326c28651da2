package dev.tollgate.provider.bedrock;

import java.util.HashSet;
import java.util.Set;

/**
 * What Bedrock wants to know of documents
 * (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_DocumentBlock.html): a format that it knows, and
 * a name of few characters that no other document of the request has.
 */
final class BedrockDocuments {
    private static final int LONGEST_NAME = 200;
    /** Where the caller gives no name, because Bedrock requires one. */
    private static final String NAMELESS = "document";

    private final Set<String> names = new HashSet<>();

    /** Null for a type that is none. */
    static String format(String mediaType) {
        return switch (mediaType) {
            case "application/pdf" -> "pdf";
            case "text/csv" -> "csv";
            case "application/msword" -> "doc";
            case "application/vnd.openxmlformats-officedocument.wordprocessingml.document" -> "docx";
            case "application/vnd.ms-excel" -> "xls";
            case "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" -> "xlsx";
            case "text/html" -> "html";
            case "text/plain" -> "txt";
            case "text/markdown" -> "md";
            default -> null;
        };
    }

    /** The name for the next document; the file's own may be null. */
    String name(String filename) {
        String plain = filename == null
                ? ""
                : filename.replaceAll("[^a-zA-Z0-9\\s()\\[\\]-]", "-")
                        .replaceAll("\\s+", " ")
                        .strip();
        String name = plain.isEmpty() ? NAMELESS : plain.substring(0, Math.min(LONGEST_NAME, plain.length()));
        String free = name;
        for (int i = 2; !names.add(free); i++) {
            free = name + " (" + i + ")";
        }
        return free;
    }
}
