package dev.tollgate.strict;

import dev.tollgate.provider.Provider;

/** The models between which conversations move: at least one for each set of rules. */
enum MatrixTarget {
    OPENAI("openai", "openai", "gpt-4.1", true),
    OPENAI_REASONING("openai", "openai", "gpt-5-mini", true),
    AZURE("azure", "azure", "gpt-4.1", true),
    MISTRAL("mistral", "openai", "mistral-large-latest", true),
    GROQ("groq", "openai", "openai/gpt-oss-120b", true),
    DEEPSEEK("deepseek", "openai", "deepseek-reasoner", false),
    OPENROUTER("openrouter", "openai", "anthropic/claude-sonnet-4.5", true),
    CLAUDE("anthropic", "anthropic", "claude-sonnet-4-5", true),
    CLAUDE_ADAPTIVE("anthropic", "anthropic", "claude-opus-4-7", true),
    BEDROCK_CLAUDE("bedrock", "bedrock", "anthropic.claude-sonnet-4-5-20250929-v1:0", true),
    BEDROCK_NOVA("bedrock", "bedrock", "amazon.nova-pro-v1:0", true),
    GEMINI_2("gemini", "gemini", "gemini-2.5-flash", true),
    GEMINI_3("gemini", "gemini", "gemini-3.1-pro-preview", true),
    VERTEX("vertex", "gemini", "gemini-3.1-pro-preview", true),
    COHERE("cohere", "cohere", "command-a-vision-07-2025", true),
    COHERE_REASONING("cohere", "cohere", "command-a-reasoning-08-2025", false);

    private final String provider;
    private final String kind;
    private final String model;
    private final boolean vision;

    MatrixTarget(String provider, String kind, String model, boolean vision) {
        this.provider = provider;
        this.kind = kind;
        this.model = model;
        this.vision = vision;
    }

    /** The provider's name, which is also its place at the {@link StrictServer}. */
    String provider() {
        return provider;
    }

    /** The provider's own name of the model. */
    String model() {
        return model;
    }

    /** Whether the model reads images. */
    boolean vision() {
        return vision;
    }

    /** As callers name it. */
    String route() {
        return provider + "/" + model;
    }

    /** The provider as configured. */
    Provider configured(StrictServer server) {
        return new Provider(provider, kind, server.uri(provider), "strict:secret", "us-east-1");
    }
}
