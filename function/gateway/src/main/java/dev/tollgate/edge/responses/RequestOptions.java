package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.openai.UntranslatedField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields of a request that chat has in another place, or not at all. */
final class RequestOptions {
    private static final String LOGPROBS = "message.output_text.logprobs";
    static final String ENCRYPTED_REASONING = "reasoning.encrypted_content";

    /** What Codex says of itself. */
    private static final String CLIENT_METADATA = "client_metadata";

    /** Read elsewhere, or by the gateway only. */
    private static final Set<String> READ = Set.of(
            "background",
            CLIENT_METADATA,
            "conversation",
            "include",
            "input",
            "instructions",
            "max_output_tokens",
            "max_tool_calls",
            "model",
            "models",
            "previous_response_id",
            "reasoning",
            "store",
            "stream",
            "stream_options",
            "temperature",
            "text",
            "tool_choice",
            "tools",
            "top_p",
            "truncation");

    /** What else OpenAI's API takes, and chat has no field for. */
    private static final Map<String, String> OPENAI_ONLY = Map.of(
            "access_programs", "has no access programs",
            "context_management", "does not manage the context",
            "image", "has no settings for images",
            "moderation", "does not moderate",
            "prompt", "has no stored prompts",
            "prompt_cache_options", "has no such options");

    private final JsonFields request;
    private final RequestTools tools;
    private final List<UntranslatedField> untranslated;
    private final Map<String, JsonNode> fields = new LinkedHashMap<>();

    RequestOptions(JsonFields request, RequestTools tools, List<UntranslatedField> untranslated) {
        this.request = request;
        this.tools = tools;
        this.untranslated = untranslated;
    }

    /** The fields of the chat request that the gateway does not need. */
    Map<String, JsonNode> fields() {
        request.node().properties().forEach(field -> pass(field.getKey(), field.getValue()));
        request.object("reasoning").ifPresent(this::reasoning);
        request.object("text").ifPresent(this::text);
        include();
        tools.webSearch().ifPresent(search -> fields.put("web_search_options", search));
        new RequestedChoice(request, tools, untranslated).addTo(fields);
        dispensable();
        if (request.integer("max_tool_calls") != null && tools.webSearch().isPresent()) {
            unsaid("max_tool_calls", "has no limit of searches");
        }
        return fields;
    }

    private void pass(String name, JsonNode value) {
        if (READ.contains(name) || value.isNull()) {
            return;
        }
        String why = OPENAI_ONLY.get(name);
        if (why == null) {
            fields.put(name, value);
        } else if (!value.isEmpty() || value.isValueNode()) {
            unsaid(name, why);
        }
    }

    private void reasoning(JsonFields reasoning) {
        String effort = reasoning.text("effort");
        if (effort != null) {
            fields.put("reasoning_effort", TextNode.valueOf(effort));
        }
        String context = reasoning.text("context");
        if (context != null && !context.equals("auto")) {
            untranslated.add(UntranslatedField.dispensable("reasoning.context"));
        }
    }

    private void text(JsonFields text) {
        String verbosity = text.text("verbosity");
        if (verbosity != null) {
            fields.put("verbosity", TextNode.valueOf(verbosity));
        }
        text.object("format").ifPresent(format -> fields.put("response_format", responseFormat(format)));
    }

    /** Chat has the schema in an object of its own. */
    private static JsonNode responseFormat(JsonFields format) {
        if (!format.type().equals("json_schema")) {
            return format.node();
        }
        format.requiredText("name");
        ObjectNode schema = format.node().deepCopy();
        schema.remove("type");
        schema.properties().removeIf(field -> field.getValue().isNull());
        return JsonNodeFactory.instance.objectNode().put("type", "json_schema").set("json_schema", schema);
    }

    /** What it asks of tools that run at OpenAI asks for nothing where there are none. */
    private void include() {
        if (request.texts("include").contains(LOGPROBS)) {
            fields.put("logprobs", BooleanNode.TRUE);
        }
        Integer alternatives = request.integer("top_logprobs");
        if (alternatives != null && alternatives > 0) {
            fields.put("logprobs", BooleanNode.TRUE);
        }
    }

    /** The gateway does not let OpenAI store a response either. */
    private void dispensable() {
        if (request.has(CLIENT_METADATA)) {
            untranslated.add(UntranslatedField.dispensable(CLIENT_METADATA));
        }
        if (Boolean.TRUE.equals(request.flag("store"))) {
            untranslated.add(UntranslatedField.dispensable("store"));
        }
        String truncation = request.text("truncation");
        if (truncation != null && !truncation.equals("disabled")) {
            untranslated.add(UntranslatedField.dispensable("truncation"));
        }
    }

    private void unsaid(String field, String why) {
        untranslated.add(new UntranslatedField(field, why));
    }
}
