package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.ChangeAuthor;
import dev.tollgate.admin.KeyListing;
import dev.tollgate.cli.port.KeyAdministration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keys whose ids may be misspelt: where there is none of an id, it says which one was perhaps meant. */
record KeyNames(KeyAdministration keys) implements KeyAdministration {
    private static final KeyListing.Filter ALL = new KeyListing.Filter(null, null, null, null);

    @Override
    public List<ObjectNode> list(KeyListing.Filter filter) {
        return keys.list(filter);
    }

    @Override
    public ObjectNode one(String id) {
        return named(id, () -> keys.one(id));
    }

    @Override
    public IssuedKey create(String id, ObjectNode fields, ChangeAuthor author) {
        return keys.create(id, fields, author);
    }

    @Override
    public ObjectNode rotate(String id, @Nullable Instant oldUntil, ChangeAuthor author, Consumer<String> shown) {
        return named(id, () -> keys.rotate(id, oldUntil, author, shown));
    }

    @Override
    public String afterUnshownSecret() {
        return keys.afterUnshownSecret();
    }

    @Override
    public ObjectNode setDisabled(String id, boolean disabled, ChangeAuthor author) {
        return named(id, () -> keys.setDisabled(id, disabled, author));
    }

    @Override
    public ObjectNode delete(String id, ChangeAuthor author) {
        return named(id, () -> keys.delete(id, author));
    }

    private ObjectNode named(String id, Supplier<ObjectNode> step) {
        try {
            return step.get();
        } catch (AdminException none) {
            if (none.kind() != AdminErrorKind.NOT_FOUND) {
                throw none;
            }
            List<String> known =
                    keys.list(ALL).stream().map(key -> key.path("id").asText()).toList();
            throw new AdminException(none.kind(), none.getMessage() + SimilarNames.advice(id, known), none);
        }
    }
}
