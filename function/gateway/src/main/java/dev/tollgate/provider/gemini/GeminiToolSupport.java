package dev.tollgate.provider.gemini;

/** What a model at an endpoint can combine with functions (https://ai.google.dev/gemini-api/docs/tool-combination). */
record GeminiToolSupport(GeminiModel model, GeminiEndpoint endpoint) {

    /** Whether it takes functions together with Google's own tools. */
    boolean functionsWithBuiltIn() {
        return model.isNew() && !endpoint.isVertex();
    }

    /** Whether it returns JSON although it may also call tools. Older models reject both in one request. */
    boolean toolsWithJson() {
        return model.isNew();
    }
}
