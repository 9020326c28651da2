package dev.tollgate.client;

import dev.tollgate.contract.OpenApiContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** A caller of a running gateway, wherever it runs. */
public record GatewayClient(URI base, String key) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Asks for a chat completion. */
    public Response chat(String json) {
        return post("/v1/chat/completions", json);
    }

    /** Posts this JSON to this path. */
    public Response post(String path, String json) {
        return send(request(path).header("content-type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    /** Asks for a chat completion, to be read while it comes. */
    public HttpResponse<InputStream> stream(String json) {
        return open(request("/v1/chat/completions")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    /** Reads a document. */
    public Response get(String path) {
        return send(request(path).GET());
    }

    /** A request with this caller's key, to be completed. */
    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(base.resolve(path));
        return key == null ? builder : builder.header("authorization", "Bearer " + key);
    }

    /** Sends it; the response is to be read while it comes. */
    public static HttpResponse<InputStream> open(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofInputStream());
    }

    /** Sends it, and reads the whole response, which must be as {@code docs/openapi.yaml} says. */
    public static Response send(HttpRequest.Builder request) {
        HttpResponse<byte[]> received = send(request, BodyHandlers.ofByteArray());
        Response response = new Response(
                received.statusCode(), received.headers(), new String(received.body(), StandardCharsets.UTF_8));
        OpenApiContract.verify(received.request(), response);
        return response;
    }

    private static <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> handler) {
        try {
            return HTTP.send(request.build(), handler);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
