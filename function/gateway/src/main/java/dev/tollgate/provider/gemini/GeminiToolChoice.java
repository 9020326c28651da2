package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.Tool;
import dev.tollgate.openai.ToolChoice;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.gemini.GeminiRequest.FunctionCalling;
import dev.tollgate.provider.gemini.GeminiRequest.ToolConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Converts the request's tool choice. Google rejects one without functions: its own tools cannot be forced. */
final class GeminiToolChoice {
    private static final String FIELD = "tool_choice";
    private static final String VALIDATED = "VALIDATED";

    private final Set<String> functions;
    private final boolean builtIn;
    private final UnsupportedFields unsupported;

    GeminiToolChoice(Set<String> functions, boolean builtIn, UnsupportedFields unsupported) {
        this.functions = functions;
        this.builtIn = builtIn;
        this.unsupported = unsupported;
    }

    /** The tool choice; null where the model decides, which is the default. */
    @Nullable
    ToolConfig config(ToolChoice choice, List<Tool> requested) {
        if (functions.isEmpty()) {
            if (!(choice instanceof ToolChoice.Auto || choice instanceof ToolChoice.None)) {
                unsupported.report(FIELD, "can require calls only of functions");
            }
            return null;
        }
        FunctionCalling calling =
                switch (choice) {
                    // Only this mode enforces the schema while the model may also respond without a call. Together with
                    // Google's own tools, it replaces AUTO.
                    case ToolChoice.Auto _ ->
                        builtIn || anyIsStrict(requested) ? new FunctionCalling(VALIDATED, null) : null;
                    case ToolChoice.None _ -> new FunctionCalling("NONE", null);
                    case ToolChoice.Required _ -> new FunctionCalling("ANY", null);
                    case ToolChoice.Named(String function) ->
                        new FunctionCalling("ANY", List.of(GeminiFunctionName.encode(function)));
                    case ToolChoice.Other(JsonNode value) -> among(value);
                };
        return calling == null && !builtIn ? null : new ToolConfig(calling, builtIn ? Boolean.TRUE : null);
    }

    /** Translates {@code allowed_tools}, a choice among some of the functions. */
    private @Nullable FunctionCalling among(JsonNode choice) {
        JsonNode allowed = choice.path("allowed_tools");
        List<String> names = new ArrayList<>();
        for (JsonNode tool : allowed.path("tools")) {
            if (tool.path("function").path("name").isTextual()) {
                names.add(GeminiFunctionName.encode(
                        tool.path("function").path("name").textValue()));
            }
        }
        if (names.isEmpty()) {
            unsupported.report(FIELD, "does not support this choice");
            return null;
        }
        boolean required = allowed.path("mode").asText().equals("required");
        return new FunctionCalling(required ? "ANY" : VALIDATED, names);
    }

    private static boolean anyIsStrict(List<Tool> requested) {
        return requested.stream()
                .flatMap(tool -> Stream.ofNullable(tool.function()))
                .flatMap(function -> Stream.ofNullable(function.extra().get("strict")))
                .anyMatch(JsonNode::asBoolean);
    }
}
