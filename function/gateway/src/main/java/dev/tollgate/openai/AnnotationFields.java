package dev.tollgate.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an annotation of the Responses API may have (https://platform.openai.com/docs/api-reference/responses/object). Other providers say
 * more of their sources, and OpenAI refuses to get it back: "Unknown parameter: 'input[1].content[0].annotations[0].cited_text'"
 * (microsoft/agent-framework#2203).
 */
public final class AnnotationFields {
    private static final Map<String, Set<String>> BY_TYPE = Map.of(
            "url_citation", Set.of("type", "url", "title", "start_index", "end_index"),
            "file_citation", Set.of("type", "file_id", "filename", "index"),
            "container_file_citation",
                    Set.of("type", "container_id", "file_id", "filename", "start_index", "end_index"),
            "file_path", Set.of("type", "file_id", "index"));

    private AnnotationFields() {}

    /** Whether this API has annotations of this type. */
    public static boolean hasType(String type) {
        return BY_TYPE.containsKey(type);
    }

    /** The fields that OpenAI does not know; none for a type that the gateway does not know. */
    public static List<String> unknown(ObjectNode annotation) {
        Set<String> known = BY_TYPE.get(annotation.path("type").asText());
        return known == null
                ? List.of()
                : annotation
                        .propertyStream()
                        .map(Map.Entry::getKey)
                        .filter(field -> !known.contains(field))
                        .toList();
    }
}
