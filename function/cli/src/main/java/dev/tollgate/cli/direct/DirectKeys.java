package dev.tollgate.cli.direct;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.ChangeAuthor;
import dev.tollgate.admin.EntryText;
import dev.tollgate.admin.KeyCreation;
import dev.tollgate.admin.KeyDirectory;
import dev.tollgate.admin.KeyListing;
import dev.tollgate.admin.NewKey;
import dev.tollgate.admin.api.KeyJson;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.cli.port.KeyAdministration;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keys in the config table. */
@Singleton
@Typed(DirectKeys.class)
public final class DirectKeys implements KeyAdministration {
    private final KeyDirectory keys;
    private final KeyListing listing;
    private final KeyCreation creation;
    private final Clock clock;

    DirectKeys(KeyDirectory keys, KeyListing listing, KeyCreation creation, Clock clock) {
        this.keys = keys;
        this.listing = listing;
        this.creation = creation;
        this.clock = clock;
    }

    @Override
    public List<ObjectNode> list(KeyListing.Filter filter) {
        KeyJson json = json();
        return listing.after("", filter, (ApiKey _) -> true, Integer.MAX_VALUE).stream()
                .map(json::of)
                .toList();
    }

    @Override
    public ObjectNode one(String id) {
        return json().whole(new KeyListing.Entry(keys.require(id)));
    }

    @Override
    public IssuedKey create(String id, ObjectNode fields, ChangeAuthor author) {
        KeyJson json = json();
        NewKey created = creation.create(id, EntryText.of(fields), author);
        return new IssuedKey(json.whole(new KeyListing.Entry(created.secrets())), created.secret());
    }

    @Override
    public ObjectNode rotate(String id, @Nullable Instant oldUntil, ChangeAuthor author, Consumer<String> shown) {
        KeyJson json = json();
        NewKey rotated = creation.rotate(keys.require(id), oldUntil, author, shown);
        ObjectNode key = json.whole(new KeyListing.Entry(rotated.secrets()));
        return rotated.oldEnded() ? key : key.put(KeyAdministration.WARNING, NewKey.OLD_GOES_ON);
    }

    @Override
    public String afterUnshownSecret() {
        return "The old secret still works.";
    }

    @Override
    public ObjectNode setDisabled(String id, boolean disabled, ChangeAuthor author) {
        KeyJson json = json();
        return json.whole(new KeyListing.Entry(keys.setDisabled(keys.require(id), disabled, author)));
    }

    @Override
    public ObjectNode delete(String id, ChangeAuthor author) {
        ObjectNode before = one(id);
        keys.delete(keys.require(id), author);
        return before;
    }

    private KeyJson json() {
        return new KeyJson(clock.instant(), keys.idsInFile()::contains);
    }
}
