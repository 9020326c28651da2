package dev.tollgate.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.ChangeAuthor;
import dev.tollgate.admin.PriceListChanges;
import dev.tollgate.cli.port.PriceAdministration;
import dev.tollgate.parse.TimeParser;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Price lists of a gateway. */
@Singleton
@Typed(RemotePrices.class)
public final class RemotePrices implements PriceAdministration {
    private static final String LIST = "prices/list";

    private final AdminApiClient api;

    RemotePrices(AdminApiClient api) {
        this.api = api;
    }

    @Override
    public PriceListState state() {
        JsonNode lists = api.get(LIST, Map.of()).document();
        JsonNode applied = lists.path("applied");
        return new PriceListState(
                summary(lists.path("packaged")),
                applied.isObject() ? Optional.of(summary(applied)) : Optional.empty(),
                applied.path("in_force").asBoolean());
    }

    private static PriceListSummary summary(JsonNode list) {
        return new PriceListSummary(
                list.path("version").asText(),
                list.path("source").asText(),
                list.path("prices").asInt(),
                TimeParser.instant(list.path("applied_at").textValue()).orElse(null),
                list.path("by").textValue());
    }

    @Override
    public AppliedPrices apply(String json, ChangeAuthor author) {
        JsonNode written = api.send("PUT", LIST, Map.of(), current(), "application/json", json)
                .document();
        return new AppliedPrices(
                written.path("version").asText(),
                written.path("prices").asInt(),
                new PriceListChanges(
                        names(written.path("added")), names(written.path("removed")), names(written.path("changed"))));
    }

    /** The version of the applied list, for {@code If-Match}. */
    private String current() {
        return api.get(LIST, Map.of()).version();
    }

    private static Set<String> names(JsonNode list) {
        Set<String> names = new TreeSet<>();
        list.forEach(name -> names.add(name.asText()));
        return names;
    }

    @Override
    public boolean remove(ChangeAuthor author) {
        try {
            api.send("DELETE", LIST, Map.of(), current());
            return true;
        } catch (AdminException none) {
            if (none.kind() == AdminErrorKind.NOT_FOUND) {
                return false;
            }
            throw none;
        }
    }
}
