package dev.tollgate.provider.gemini;

import dev.tollgate.parse.UrlParser;
import dev.tollgate.provider.ModelPath;
import java.net.URI;

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
        return method(model, streamed ? ":streamGenerateContent?alt=sse" : ":generateContent");
    }

    /** The URL of the method that counts tokens. */
    URI countTokens(String model) {
        return method(model, ":countTokens");
    }

    /** The URL of the method that starts a batch. */
    URI batch(String model) {
        return method(model, ":batchGenerateContent");
    }

    /**
     * The URL of something that has a name, such as {@code batches/x}.
     *
     * @param name safe in a URL
     */
    URI resource(String name) {
        return UrlParser.append(base, "/" + name);
    }

    /** Where files go. */
    URI upload() {
        return transfer("upload", "files");
    }

    /**
     * Where the content of a file is.
     *
     * @param name safe in a URL
     */
    URI download(String name) {
        return transfer("download", name + ":download?alt=media");
    }

    /** Transfers have a path of their own, before the API's version: {@code /upload/v1beta/files}. */
    private URI transfer(String direction, String name) {
        String path = base.getRawPath();
        return path.isEmpty()
                ? UrlParser.append(base, "/" + direction + "/" + name)
                : base.resolve(direction + path.substring(path.lastIndexOf('/')) + "/" + name);
    }

    private URI method(String model, String name) {
        return UrlParser.append(base, "/models/" + ModelPath.segment(GeminiModel.plainName(model)) + name);
    }
}
