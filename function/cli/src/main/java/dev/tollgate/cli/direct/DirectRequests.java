package dev.tollgate.cli.direct;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.RequestListing;
import dev.tollgate.admin.TargetHealthReport;
import dev.tollgate.admin.UsageSelection;
import dev.tollgate.admin.api.RequestJson;
import dev.tollgate.admin.api.TargetJson;
import dev.tollgate.cli.port.RequestDirectory;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests in the usage table. */
@Singleton
@Typed(DirectRequests.class)
public final class DirectRequests implements RequestDirectory {
    private final RequestListing listing;
    private final TargetHealthReport health;

    DirectRequests(RequestListing listing, TargetHealthReport health) {
        this.listing = listing;
        this.health = health;
    }

    @Override
    public List<ObjectNode> list(RequestQuery query) {
        Optional<Integer> status = Optional.ofNullable(query.status());
        UsageSelection selection =
                new UsageSelection(null, query.team(), query.key(), query.alias(), query.model(), null);
        return listing
                .before(
                        RequestJson.place(query.until()),
                        query.from(),
                        selection,
                        found -> status.isEmpty() || status.equals(RequestJson.status(found.request())),
                        query.most())
                .requests()
                .stream()
                .map(RequestJson::of)
                .toList();
    }

    @Override
    public ObjectNode one(String id, @Nullable String key) {
        UsageSelection selection = new UsageSelection(null, null, key, null, null, null);
        return listing.find(id, selection)
                .map(RequestJson::whole)
                .orElseThrow(() -> new AdminException(AdminErrorKind.NOT_FOUND, "There is no request " + id + "."));
    }

    @Override
    public List<ObjectNode> targets() {
        return health.targets().values().stream().map(TargetJson::of).toList();
    }
}
