package dev.tollgate.provider.gemini;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where a provider's Gemini models are: at Google's Gemini API, or at Vertex AI, which has fewer fields. */
record GeminiEndpoint(URI base) {

    /**
     * Whether it is Vertex AI. It has no ids of function calls (https://github.com/vercel/ai/issues/15664) and does not combine
     * functions with Google's own tools.
     */
    boolean isVertex() {
        return base.getPath() != null && base.getPath().contains("/publishers/");
    }

    /** The URL of a method that generates content. */
    URI generate(String model, boolean streamed) {
        String escaped = URLEncoder.encode(model, StandardCharsets.UTF_8).replace("+", "%20");
        return URI.create(
                base + "/models/" + escaped + (streamed ? ":streamGenerateContent?alt=sse" : ":generateContent"));
    }
}
