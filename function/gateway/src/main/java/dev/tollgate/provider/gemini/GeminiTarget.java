package dev.tollgate.provider.gemini;

/** What a model can do at an endpoint (https://ai.google.dev/gemini-api/docs/tool-combination). */
record GeminiTarget(GeminiModel model, GeminiEndpoint endpoint) {

    /** Whether it takes functions together with Google's own tools. */
    boolean functionsWithBuiltIn() {
        return model.isNew() && !endpoint.isVertex();
    }

    /** Whether it returns JSON although it may also call tools. Older models reject both in one request. */
    boolean toolsWithJson() {
        return model.isNew();
    }

    /**
     * Whether it returns several candidates. At Google's API, Gemini 3 and models that draw answer "Multiple candidates is not enabled for
     * this model" (googleapis/js-genai#1609, googleapis/python-genai#1723).
     */
    boolean severalCandidates() {
        return endpoint.isVertex() || !(model.isNew() || model.draws());
    }
}
