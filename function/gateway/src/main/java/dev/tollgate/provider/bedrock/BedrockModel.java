package dev.tollgate.provider.bedrock;

import dev.tollgate.provider.claude.ClaudeModel;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a model behind {@code Converse} takes, by its name
 * (https://docs.aws.amazon.com/bedrock/latest/userguide/conversation-inference-supported-models-features.html). Bedrock refuses
 * the rest with a 400. A model that is not known here counts as one that takes everything.
 *
 * @param name in lower case
 */
record BedrockModel(ClaudeModel claude, String name) {
    private static final Pattern META = Pattern.compile("meta\\.llama");
    private static final Pattern LLAMA_4 = Pattern.compile("meta\\.llama4");
    private static final Pattern MISTRAL = Pattern.compile("mistral\\.");
    private static final Pattern EARLY_MISTRAL =
            Pattern.compile("mistral\\.(mistral-7b|mixtral|mistral-(large|small)-24)");
    /** The families from before prefills were common: in Converse, only Claude and Nova document them. */
    private static final Pattern USER_LAST =
            Pattern.compile("meta\\.llama|mistral\\.|cohere\\.|ai21\\.|amazon\\.titan-");

    private static final Pattern WITHOUT_SYSTEM =
            Pattern.compile("amazon\\.titan-|cohere\\.command-(text|light)|ai21\\.j2-|mistral\\.(mistral-7b|mixtral)");
    private static final Pattern NOVA = Pattern.compile("amazon\\.nova-");

    private static final int NEWER_CLAUDE = 407;

    /** How a request can force a call (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ToolChoice.html). */
    enum Forcing {
        NEVER,
        /** A call of any of the request's tools. */
        ANY_TOOL,
        BY_NAME
    }

    static BedrockModel of(String model) {
        return new BedrockModel(ClaudeModel.of(model), model.toLowerCase(Locale.ROOT));
    }

    /** How a request can force a call. */
    Forcing forcing() {
        if (is(META) || !claude.supportsForcedTools()) {
            return Forcing.NEVER;
        }
        return is(EARLY_MISTRAL) ? Forcing.ANY_TOOL : Forcing.BY_NAME;
    }

    boolean supportsForcedTools() {
        return forcing() != Forcing.NEVER;
    }

    /** Whether it streams where the request has tools. */
    boolean streamsTools() {
        return !is(META) && !is(EARLY_MISTRAL);
    }

    /** Whether it takes the results of tools and what the user says in one turn. */
    boolean mixesResults() {
        return !is(META) && !is(MISTRAL);
    }

    /**
     * Whether it reads images and documents in the results of tools. The others refuse a conversation with them for good: "This model
     * doesn't support the image field for user messages" (anomalyco/opencode#50272). An ARN may not tell the model.
     */
    boolean readsFilesInResults() {
        boolean named = !name.startsWith("arn:") || name.contains(":inference-profile/");
        return claude.isClaude() || is(NOVA) || is(LLAMA_4) || !named;
    }

    /** Whether it takes system messages (danny-avila/LibreChat#6456, Mintplex-Labs/anything-llm#2486). */
    boolean takesSystemMessages() {
        return !is(WITHOUT_SYSTEM);
    }

    /**
     * Whether it continues an assistant's message at the end. Others say "The model that you are using requires the last turn in the
     * conversation to be a user message" (i-am-bee/beeai-framework#753).
     */
    boolean continuesAssistant() {
        return claude.supportsPrefill() && !is(USER_LAST);
    }

    /**
     * Whether it enforces the schemas of tools. Bedrock checks a request by a copy of Anthropic's schema, in which newer models lack
     * this: "tools.0.custom.strict: Extra inputs are not permitted" (BerriAI/litellm#31582, vercel/ai#17919, lobehub/lobehub#19876).
     */
    boolean enforcesTools() {
        return claude.enforcesSchemas() && claude.version() < NEWER_CLAUDE;
    }

    /** Whether it enforces the schema of an answer. A newer one may not, but cannot be made to call a tool with it, either. */
    boolean enforcesAnswers() {
        return enforcesTools() || (claude.enforcesSchemas() && !supportsForcedTools());
    }

    /** Whether it takes whole JSON schemas, and can enforce them. */
    boolean takesWholeSchemas() {
        return !is(NOVA);
    }

    private boolean is(Pattern family) {
        return family.matcher(name).find();
    }
}
