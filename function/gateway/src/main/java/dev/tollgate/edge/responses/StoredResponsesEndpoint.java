package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.edge.EventStream;
import dev.tollgate.edge.HttpCall;
import dev.tollgate.edge.ModelCallHandler;
import dev.tollgate.edge.RequestRules;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.parse.NumberParser;
import dev.tollgate.storedresponse.DocumentRoom;
import dev.tollgate.storedresponse.ResponseName;
import dev.tollgate.storedresponse.ResponseRecord;
import dev.tollgate.storedresponse.StoredResponses;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What clients do with stored responses (https://platform.openai.com/docs/api-reference/responses/get). Nobody learns whether another
 * key has a response of this name.
 */
@Path("/v1/responses/{id}")
public class StoredResponsesEndpoint {
    private final ModelCallHandler handler;
    private final StoredResponses store;
    private final Clock clock;

    StoredResponsesEndpoint(ModelCallHandler handler, StoredResponses store, Clock clock) {
        this.handler = handler;
        this.store = store;
        this.clock = clock;
    }

    /** The response, or with {@code stream=true} its events after {@code starting_after}. */
    @GET
    @RunOnVirtualThread
    public void get(@Context RoutingContext http, @PathParam("id") String id, @Context UriInfo uri) {
        handler.handleUnlogged(http, (call, key) -> {
            ResponseRecord response = existing(call, key, id);
            MultivaluedMap<String, String> query = uri.getQueryParameters();
            if (flag(query, "stream")) {
                stream(call, response, startingAfter(query));
            } else {
                show(call, response, query);
            }
        });
    }

    private void show(HttpCall call, ResponseRecord response, MultivaluedMap<String, String> query) {
        Set<String> include = new TreeSet<>();
        query.forEach((name, values) -> {
            if (name.equals("include") || name.equals("include[]")) {
                include.addAll(values);
            }
        });
        call.complete(StoredDocument.shown(response, clock.instant(), include));
    }

    private void stream(HttpCall call, ResponseRecord response, long after) {
        if (!response.streamed()) {
            throw GatewayException.of(
                    ErrorKind.INVALID_VALUE,
                    "stream",
                    "Invalid value: 'stream': the response was not created with 'stream', so that it has no events.");
        }
        new StoredStream(response.name(), after, store, clock, call.deadline())
                .sendTo(EventStream.begin(call), call.memory());
    }

    /** Deletes the response. What continues it has lost its beginning, and cannot be continued any more. */
    @DELETE
    @RunOnVirtualThread
    public void delete(@Context RoutingContext http, @PathParam("id") String id) {
        handler.handleUnlogged(http, (call, key) -> {
            store.delete(existing(call, key, id));
            ObjectNode deleted = JsonNodeFactory.instance.objectNode();
            call.complete(deleted.put("id", id).put("object", "response").put("deleted", true));
        });
    }

    /** The items that the response was made of, page by page. */
    @GET
    @Path("/input_items")
    @RunOnVirtualThread
    public void inputItems(@Context RoutingContext http, @PathParam("id") String id, @Context UriInfo uri) {
        handler.handleUnlogged(http, (call, key) -> {
            InputItemPage page = InputItemPage.of(uri.getQueryParameters());
            ResponseRecord response = existing(call, key, id);
            Map<String, ResponseRecord> before =
                    store.findAll(key.id(), response.chain(), new DocumentRoom(call.memory()));
            List<ResponseRecord> conversation = new ArrayList<>();
            response.chain().stream()
                    .filter(before::containsKey)
                    .map(before::get)
                    .forEach(conversation::add);
            conversation.add(response);
            call.complete(page.json(conversation));
        });
    }

    /** Cancels a response that has not ended; shows one that has. */
    @POST
    @Path("/cancel")
    @RunOnVirtualThread
    public void cancel(@Context RoutingContext http, @PathParam("id") String id) {
        handler.handleUnlogged(http, (call, key) -> {
            ResponseRecord response = existing(call, key, id);
            if (!StoredDocument.of(response).response().path("background").asBoolean()) {
                throw GatewayException.of(
                        ErrorKind.INVALID_VALUE,
                        "id",
                        "Only responses that are made in the background can be cancelled.");
            }
            store.cancel(response.name());
            call.complete(StoredDocument.shown(existing(call, key, id), clock.instant(), Set.of()));
        });
    }

    private ResponseRecord existing(HttpCall call, ApiKey key, String id) {
        if (ResponseName.isId(id)) {
            return store.find(new ResponseName(key.id(), id), new DocumentRoom(call.memory()))
                    .orElseThrow(() -> missing(id));
        }
        throw missing("(not an id of a response)");
    }

    private static GatewayException missing(String id) {
        return new GatewayException(ErrorKind.RESPONSE_NOT_FOUND, "Response with id '" + id + "' not found.");
    }

    private static boolean flag(MultivaluedMap<String, String> query, String name) {
        String value = query.getFirst(name);
        if (value == null || value.equals("false")) {
            return false;
        }
        if (!value.equals("true")) {
            throw RequestRules.invalid(name, "true or false");
        }
        return true;
    }

    private static long startingAfter(MultivaluedMap<String, String> query) {
        String value = query.getFirst("starting_after");
        return value == null
                ? -1
                : NumberParser.whole(value, 0L, Long.MAX_VALUE)
                        .orElseThrow(() -> RequestRules.invalid("starting_after", "the number of an event"));
    }
}
