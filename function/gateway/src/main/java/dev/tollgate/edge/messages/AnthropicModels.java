package dev.tollgate.edge.messages;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.edge.ModelListFormat;
import dev.tollgate.edge.ServerSentEvents;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.parse.NumberParser;
import dev.tollgate.pipeline.ModelEntry;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Anthropic's list of models, page by page (https://platform.claude.com/docs/en/api/models/list). */
final class AnthropicModels implements ModelListFormat {
    private static final int DEFAULT_LIMIT = 20;
    private static final int MOST = 1_000;
    private static final String LIMIT = "limit";
    private static final String AFTER = "after_id";
    private static final String BEFORE = "before_id";

    @Override
    public byte[] list(List<ModelEntry> models, HttpServerRequest request) {
        List<String> names = models.stream().map(ModelEntry::name).toList();
        int limit = limit(request.getParam(LIMIT));
        int before = index(BEFORE, request.getParam(BEFORE), names);
        int after = index(AFTER, request.getParam(AFTER), names);
        boolean backwards = before >= 0;
        int start = backwards ? Math.max(0, before - limit) : after + 1;
        int end = backwards ? before : Math.min(names.size(), start + limit);
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        models.subList(start, end).forEach(model -> page.withArray("/data").add(node(model)));
        page.putIfAbsent("data", JsonNodeFactory.instance.arrayNode());
        page.put("has_more", backwards ? start > 0 : end < names.size());
        page.put("first_id", start < end ? names.get(start) : null);
        page.put("last_id", start < end ? names.get(end - 1) : null);
        return ServerSentEvents.json(page);
    }

    @Override
    public byte[] one(ModelEntry model) {
        return ServerSentEvents.json(node(model));
    }

    private static ObjectNode node(ModelEntry model) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("type", "model")
                .put("id", model.name())
                .put("display_name", model.name())
                .put(
                        "created_at",
                        model.changedAt()
                                .orElse(Instant.EPOCH)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString());
        if (model.contextWindow().isPresent()) {
            node.put("max_input_tokens", model.contextWindow().getAsInt());
        }
        return node;
    }

    private static int limit(@Nullable String sent) {
        OptionalInt limit = sent == null ? OptionalInt.of(DEFAULT_LIMIT) : NumberParser.whole(sent, 1, MOST);
        return limit.orElseThrow(() -> invalid(LIMIT, "Input should be an integer from 1 to " + MOST));
    }

    /** Where this model is in the list; -1 if the request names none. */
    private static int index(String field, @Nullable String name, List<String> names) {
        int index = name == null ? -1 : names.indexOf(name);
        if (name != null && index < 0) {
            throw invalid(field, "There is no such model");
        }
        return index;
    }

    private static GatewayException invalid(String field, String what) {
        return GatewayException.of(ErrorKind.INVALID_VALUE, field, field + ": " + what);
    }
}
