package dev.tollgate.edge.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.edge.RequestRules;
import dev.tollgate.openai.EmbeddingInput;
import dev.tollgate.openai.EmbeddingRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads requests for embeddings (https://ai.google.dev/api/embeddings#EmbedContentRequest). */
final class EmbedContentReader {
    private static final Map<String, String> NAMES =
            Map.of("input", "content", "dimensions", "outputDimensionality", "task_type", "taskType");

    private EmbedContentReader() {}

    /** The client's name of a field. */
    static String sentName(String field) {
        return NAMES.getOrDefault(field, field);
    }

    /**
     * What all texts of a request have in common.
     *
     * @param others what only Google's models may know
     */
    private record Settings(
            @Nullable Integer dimensions,
            @Nullable String taskType,
            @Nullable String title,
            Map<String, JsonNode> others) {
        static Settings of(SentObject request) {
            Integer dimensions = request.integer("outputDimensionality");
            String taskType = request.text("taskType");
            String title = request.text("title");
            return new Settings(dimensions, taskType, title, request.others());
        }

        EmbeddingRequest request(EmbeddingInput input, String model) {
            Map<String, JsonNode> extra = new LinkedHashMap<>(others);
            if (taskType != null) {
                extra.put("task_type", TextNode.valueOf(taskType));
            }
            if (title != null) {
                extra.put("title", TextNode.valueOf(title));
            }
            return new EmbeddingRequest(model, input, null, dimensions, null, extra);
        }
    }

    static EmbeddingRequest one(ObjectNode body, String model) {
        SentObject request = new SentObject("", body, new UntranslatedFields());
        String text = text(request);
        return Settings.of(request).request(new EmbeddingInput.Text(text), model);
    }

    /** Texts with different settings would be different requests. */
    static EmbeddingRequest batch(ObjectNode body, String model) {
        SentObject batch = new SentObject("", body, new UntranslatedFields());
        List<String> texts = new ArrayList<>();
        Set<Settings> settings = new HashSet<>();
        for (SentObject request : batch.objects("requests")) {
            texts.add(text(request));
            settings.add(Settings.of(request));
            RequestRules.valid(request.path(), settings.size() == 1, "the settings of the other requests");
        }
        RequestRules.present("requests", !texts.isEmpty());
        return settings.iterator().next().request(new EmbeddingInput.Texts(texts), model);
    }

    /** The texts of a content's parts are one. */
    private static String text(SentObject request) {
        request.get("model");
        StringBuilder text = new StringBuilder();
        for (SentObject part : request.required("content").objects("parts")) {
            String piece = part.text("text");
            RequestRules.valid(part.path(), piece != null, "a text");
            text.append(piece);
        }
        return text.toString();
    }
}
