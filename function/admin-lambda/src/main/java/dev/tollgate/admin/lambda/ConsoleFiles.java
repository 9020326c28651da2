package dev.tollgate.admin.lambda;

import dev.tollgate.parse.Sha256Digest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/**
 * The console's files. Quarkus serves static files from disk to a socket, and a function has neither. Their versions are hashes: the
 * next request may reach another environment, which has the same files and no common clock.
 */
@Singleton
public class ConsoleFiles {
    private static final String FOLDER = "/console/";
    private static final String RESOURCES = "META-INF/resources";

    /** By the end of the name. What else is there, such as a folder or a licence, is not shown. */
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=UTF-8",
            "css", "text/css;charset=UTF-8",
            "js", "text/javascript;charset=UTF-8",
            "svg", "image/svg+xml");

    /** After the console's own filter, which sets the headers that keep the console safe. */
    private static final int PRIORITY = 40;

    void register(@Observes Filters filters) {
        filters.register(ConsoleFiles::handle, PRIORITY);
    }

    private static void handle(RoutingContext http) {
        String path = http.normalizedPath();
        if (!path.startsWith(FOLDER)) {
            http.next();
        } else if (http.request().method().equals(HttpMethod.GET)) {
            file(path.equals(FOLDER) ? FOLDER + "index.html" : path)
                    .ifPresentOrElse(
                            file -> send(file, http),
                            () -> http.response().setStatusCode(404).end());
        } else {
            http.response().setStatusCode(405).putHeader("allow", "GET").end();
        }
    }

    private static void send(ConsoleFile file, RoutingContext http) {
        http.response().putHeader("etag", file.version());
        if (file.version().equals(http.request().getHeader("if-none-match"))) {
            http.response().setStatusCode(304).end();
        } else {
            http.response().putHeader("content-type", file.type()).end(Buffer.buffer(file.bytes()));
        }
    }

    /** A file of the console. */
    private record ConsoleFile(String type, byte[] bytes, String version) {}

    private static Optional<ConsoleFile> file(String path) {
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type == null) {
            return Optional.empty();
        }
        try (InputStream file = Thread.currentThread().getContextClassLoader().getResourceAsStream(RESOURCES + path)) {
            if (file == null) {
                return Optional.empty();
            }
            byte[] bytes = file.readAllBytes();
            return Optional.of(new ConsoleFile(type, bytes, '"' + version(bytes) + '"'));
        } catch (IOException broken) {
            throw new UncheckedIOException(path + " cannot be read", broken);
        }
    }

    private static String version(byte[] bytes) {
        return Sha256Digest.start().add(bytes).hex(8);
    }
}
