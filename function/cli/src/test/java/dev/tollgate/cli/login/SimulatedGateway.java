package dev.tollgate.cli.login;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tollgate.admin.oidc.CodeChallenge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A gateway and its identity provider, on one port: they keep the rules of the protocols, and nothing else. */
public final class SimulatedGateway implements AutoCloseable {
    private final HttpServer server;
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<String> revoked = new ArrayList<>();
    private final boolean devices;
    private String challenge = "";
    private String refreshToken = "refresh-1";
    private int pending = 1;
    private Instant expires = Instant.now().plusSeconds(3600);

    private SimulatedGateway(HttpServer server, boolean devices) {
        this.server = server;
        this.devices = devices;
    }

    /**
     * Starts it.
     *
     * @param devices whether the provider knows devices without a browser
     */
    public static SimulatedGateway start(boolean devices) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SimulatedGateway gateway = new SimulatedGateway(server, devices);
        server.createContext("/", gateway::answer);
        server.start();
        return gateway;
    }

    /** The address of both. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** When the next id token expires. */
    void expire(Instant at) {
        expires = at;
    }

    /** The grants of the token endpoint, in their order. */
    List<String> grants() {
        return List.copyOf(calls);
    }

    List<String> revoked() {
        return List.copyOf(revoked);
    }

    private void answer(HttpExchange http) throws IOException {
        String path = http.getRequestURI().getPath();
        Map<String, String> query = fields(http.getRequestURI().getRawQuery());
        switch (path) {
            case "/admin/v1/login" -> json(http, 200, login());
            case "/admin/v1/me" -> me(http);
            case "/.well-known/openid-configuration" -> json(http, 200, metadata());
            case "/authorize" -> {
                challenge = query.get("code_challenge");
                http.getResponseHeaders()
                        .set("location", query.get("redirect_uri") + "?code=the-code&state=" + query.get("state"));
                http.sendResponseHeaders(302, -1);
                http.close();
            }
            case "/token" -> token(http, form(http));
            case "/device" -> json(http, 200, device());
            case "/revoke" -> {
                revoked.add(form(http).get("token"));
                json(http, 200, JsonNodeFactory.instance.objectNode());
            }
            default -> json(http, 404, JsonNodeFactory.instance.objectNode());
        }
    }

    private ObjectNode login() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("methods").add("oidc").add("token");
        json.putObject("oidc")
                .put("issuer", url().toString())
                .put("client_id", "cli")
                .put("scopes", "openid");
        return json;
    }

    private ObjectNode metadata() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("issuer", url().toString())
                .put("authorization_endpoint", url() + "/authorize")
                .put("token_endpoint", url() + "/token")
                .put("revocation_endpoint", url() + "/revoke");
        return devices ? json.put("device_authorization_endpoint", url() + "/device") : json;
    }

    private ObjectNode device() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("device_code", "the-device")
                .put("user_code", "ABCD-EFGH")
                .put("verification_uri", url() + "/activate")
                .put("interval", 0);
    }

    private void me(HttpExchange http) throws IOException {
        boolean known = String.valueOf(http.getRequestHeaders().getFirst("authorization"))
                .startsWith("Bearer ey");
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (known) {
            json.put("subject", "ada").put("role", "admin");
        } else {
            json.putObject("error").put("message", "This token is not valid here.");
        }
        json(http, known ? 200 : 401, json);
    }

    private void token(HttpExchange http, Map<String, String> form) throws IOException {
        String grant = form.getOrDefault("grant_type", "");
        calls.add(grant);
        boolean valid =
                switch (grant) {
                    case "authorization_code" ->
                        "the-code".equals(form.get("code"))
                                && CodeChallenge.of(form.get("code_verifier")).equals(challenge);
                    case "refresh_token" -> refreshToken.equals(form.get("refresh_token"));
                    default -> "the-device".equals(form.get("device_code")) && pending-- <= 0;
                };
        if (!valid) {
            String error = grant.contains("device") ? "authorization_pending" : "invalid_grant";
            json(http, 400, JsonNodeFactory.instance.objectNode().put("error", error));
            return;
        }
        refreshToken = "refresh-" + (calls.size() + 1);
        json(
                http,
                200,
                JsonNodeFactory.instance.objectNode().put("id_token", idToken()).put("refresh_token", refreshToken));
    }

    private String idToken() {
        return part("{\"alg\":\"none\"}") + "." + part("{\"exp\":" + expires.getEpochSecond() + "}") + ".x";
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> form(HttpExchange http) {
        try {
            return fields(new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String field : text == null ? new String[0] : text.split("&", -1)) {
            int equals = field.indexOf('=');
            fields.put(
                    field.substring(0, equals), URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static void json(HttpExchange http, int status, ObjectNode json) throws IOException {
        byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
        http.getResponseHeaders().set("content-type", "application/json");
        http.sendResponseHeaders(status, body.length);
        http.getResponseBody().write(body);
        http.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
