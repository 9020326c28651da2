package dev.tollgate.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.oidc.FormText;
import dev.tollgate.cli.login.ChosenAccess;
import dev.tollgate.cli.login.GatewayCalls;
import dev.tollgate.http.HttpReply;
import dev.tollgate.parse.UrlParser;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls the admin API of the chosen gateway. A refusal is an {@link AdminException} with the gateway's words. */
@Singleton
public final class AdminApiClient {
    private static final String ROOT = "/admin/v1/";
    private static final int PAGE = 100;
    private static final byte[] NOTHING = {};

    private final GatewayCalls calls;
    private final ChosenAccess access;

    AdminApiClient(GatewayCalls calls, ChosenAccess access) {
        this.calls = calls;
        this.access = access;
    }

    /**
     * A document, with the version that a change of it must name.
     *
     * @param version its {@code ETag}; empty for a document without one
     */
    record VersionedAnswer(JsonNode document, String version) {
        /** The document as an object. */
        ObjectNode object() {
            if (document instanceof ObjectNode object) {
                return object;
            }
            throw new AdminException(AdminErrorKind.CONFLICT, "The gateway answers with something else than JSON.");
        }
    }

    /** A path below the root of the API whose last part is a name from outside. */
    static String path(String collection, String name) {
        return collection + "/"
                + UrlParser.segment(name)
                        .orElseThrow(() ->
                                new AdminException(AdminErrorKind.NOT_FOUND, "There is nothing named " + name + "."));
    }

    VersionedAnswer get(String path, Map<String, String> query) {
        return answer("GET", path, query, Map.of(), NOTHING);
    }

    /** All elements of a list, page by page, until there are enough. */
    List<ObjectNode> list(String path, Map<String, String> query, int most) {
        List<ObjectNode> all = new ArrayList<>();
        Map<String, String> page = new HashMap<>(query);
        page.put("limit", String.valueOf(Math.min(PAGE, most)));
        while (true) {
            JsonNode answer = get(path, page).document();
            for (JsonNode element : answer.path("data")) {
                if (element instanceof ObjectNode object && all.size() < most) {
                    all.add(object);
                }
            }
            String cursor = answer.path("next_cursor").asText();
            if (cursor.isEmpty() || all.size() >= most) {
                return all;
            }
            page.put("cursor", cursor);
        }
    }

    /** The elements of a list that has no pages. */
    List<ObjectNode> array(String path) {
        List<ObjectNode> all = new ArrayList<>();
        get(path, Map.of()).document().forEach(element -> {
            if (element instanceof ObjectNode object) {
                all.add(object);
            }
        });
        return all;
    }

    /** Sends a change, with the version that it has seen if there is one. */
    VersionedAnswer send(String method, String path, Map<String, String> query, @Nullable String seen, JsonNode body) {
        return send(method, path, query, seen, "application/json", body.toString());
    }

    /** The same with another type of body. */
    VersionedAnswer send(
            String method, String path, Map<String, String> query, @Nullable String seen, String type, String body) {
        Map<String, String> headers = new HashMap<>();
        headers.put("content-type", type);
        if (seen != null) {
            headers.put("if-match", seen);
        }
        return answer(method, path, query, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** A change without a body. */
    VersionedAnswer send(String method, String path, Map<String, String> query, @Nullable String seen) {
        return answer(method, path, query, seen == null ? Map.of() : Map.of("if-match", seen), NOTHING);
    }

    private VersionedAnswer answer(
            String method, String path, Map<String, String> query, Map<String, String> headers, byte[] body) {
        String whole = ROOT + path + (query.isEmpty() ? "" : "?" + FormText.of(query));
        HttpReply reply = calls.send(access.profile(), method, whole, headers, body);
        return new VersionedAnswer(GatewayCalls.tree(reply), reply.headers().getOrDefault("etag", ""));
    }
}
