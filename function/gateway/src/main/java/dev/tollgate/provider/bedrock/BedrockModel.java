package dev.tollgate.provider.bedrock;

import dev.tollgate.provider.claude.ClaudeModel;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a model behind {@code Converse} does with tools, by its name
 * (https://docs.aws.amazon.com/bedrock/latest/userguide/conversation-inference-supported-models-features.html). Bedrock refuses
 * the rest with a 400. A model that is not known here counts as one that takes everything.
 *
 * @param forcing how a request can force a call
 * @param streamsTools whether it streams where the request has tools
 * @param mixesResults whether it takes the results of tools and what the user says in one turn
 */
record BedrockModel(ClaudeModel claude, Forcing forcing, boolean streamsTools, boolean mixesResults) {
    private static final String LLAMA = "meta.llama";
    private static final String MISTRAL = "mistral.";
    private static final Pattern EARLY_MISTRAL =
            Pattern.compile("mistral\\.(mistral-7b|mixtral|mistral-(large|small)-24)");

    /** How a request can force a call (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ToolChoice.html). */
    enum Forcing {
        NEVER,
        /** A call of any of the request's tools. */
        ANY_TOOL,
        BY_NAME
    }

    static BedrockModel of(String model) {
        ClaudeModel claude = ClaudeModel.of(model);
        String name = model.toLowerCase(Locale.ROOT);
        if (name.contains(LLAMA)) {
            return new BedrockModel(claude, Forcing.NEVER, false, false);
        }
        if (EARLY_MISTRAL.matcher(name).find()) {
            return new BedrockModel(claude, Forcing.ANY_TOOL, false, false);
        }
        Forcing forcing = claude.supportsForcedTools() ? Forcing.BY_NAME : Forcing.NEVER;
        return new BedrockModel(claude, forcing, true, !name.contains(MISTRAL));
    }

    boolean supportsForcedTools() {
        return forcing != Forcing.NEVER;
    }
}
