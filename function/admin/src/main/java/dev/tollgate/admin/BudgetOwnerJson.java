package dev.tollgate.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.auth.BudgetOwner;
import java.util.Optional;

/** Whose budget it is, in the admin API: {@code {kind, id}}, with the {@code key} of an end user. A team is a kind of its own. */
public final class BudgetOwnerJson {
    private static final String KIND = "kind";
    private static final String KEY = "key";
    private static final String TEAM = "team";
    private static final String TAG = "tag";
    private static final String END_USER = "end_user";
    private static final String ID = "id";

    private BudgetOwnerJson() {}

    public static ObjectNode write(BudgetOwner owner) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        owner.keyOfEndUser().ifPresent(key -> json.put(KEY, key));
        return owner.team().map(team -> json.put(KIND, TEAM).put(ID, team)).orElseGet(() -> json.put(
                        KIND,
                        switch (owner.kind()) {
                            case KEY -> KEY;
                            case TAG -> TAG;
                            case END_USER -> END_USER;
                        })
                .put(ID, owner.name()));
    }

    /** The owner in an answer of the API; empty if it is of a kind that only a newer gateway knows. */
    public static Optional<BudgetOwner> read(JsonNode json) {
        String id = json.path(ID).asText();
        String kind = json.path(KIND).asText();
        return kind.equals(END_USER)
                ? Optional.of(BudgetOwner.endUser(json.path(KEY).asText(), id))
                : increased(kind, id);
    }

    /** An owner whose budget can be increased: {@code key}, {@code team} or {@code tag}; empty if it is of another kind. */
    public static Optional<BudgetOwner> increased(String kind, String id) {
        return switch (kind) {
            case KEY -> Optional.of(BudgetOwner.key(id));
            case TEAM -> Optional.of(BudgetOwner.team(id));
            case TAG -> Optional.of(BudgetOwner.tag(id));
            default -> Optional.empty();
        };
    }
}
