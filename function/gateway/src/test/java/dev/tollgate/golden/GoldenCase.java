package dev.tollgate.golden;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.JsonCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One folder of golden files. They hold what a client sends, what the provider must receive and what it replies. They
 * also hold what the client must receive, and what the gateway must record.
 *
 * @param api in which the client asks
 */
public record GoldenCase(GoldenApi api, Path folder) {

    /** The kind of provider whose case it is. */
    public String provider() {
        return folder.getParent().getFileName().toString();
    }

    /** The case's own name. */
    public String name() {
        return folder.getFileName().toString();
    }

    /** The forms in which a client sends it: one for each reply, unless the question itself sets {@code stream}. */
    public List<RequestForm> forms() {
        if (json("request.json").has("stream")) {
            return List.of(RequestForm.AS_IS);
        }
        List<RequestForm> forms = new ArrayList<>(2);
        if (has("reply.json")) {
            forms.add(RequestForm.PLAIN);
        }
        if (has("reply.sse") || has(EventFrames.FILE)) {
            forms.add(RequestForm.STREAMED);
        }
        return forms;
    }

    boolean has(String file) {
        return Files.exists(folder.resolve(file));
    }

    byte[] bytes(String file) {
        try {
            return Files.readAllBytes(folder.resolve(file));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    ObjectNode json(String file) {
        try {
            return (ObjectNode) JsonCodec.mapper().readTree(bytes(file));
        } catch (IOException broken) {
            throw new UncheckedIOException(folder + "/" + file, broken);
        }
    }

    /** A status in the first line and headers in the others; 200 where there is no such file. */
    GoldenHead head(String file) {
        return has(file) ? GoldenHead.of(bytes(file)) : GoldenHead.OK;
    }

    @Override
    public String toString() {
        return api.prefix() + provider() + "/" + name();
    }
}
