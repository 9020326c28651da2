package dev.tollgate.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.auth.Team;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a team gives to its keys. It is checked like a key that had the same. */
@Singleton
public final class TeamReader {
    private static final KeyHash NO_SECRET = KeyHash.of("");

    private final KeyReader reader;

    TeamReader(KeyReader reader) {
        this.reader = reader;
    }

    /**
     * The team with these settings.
     *
     * @param id also the value of the tag {@code team} of its keys
     * @param budgets as a key in a {@code tollgate.yaml} has them; null for none
     * @param aliases the names that its keys may use; null for all
     * @throws AdminException with everything that is wrong
     */
    public Team read(
            String id,
            Optional<String> name,
            List<Team.Member> members,
            @Nullable JsonNode budgets,
            @Nullable JsonNode aliases,
            NewKeySettings settings) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        put(fields, "budgets", budgets);
        put(fields, "aliases", aliases);
        put(fields, "limits", settings.limits());
        put(fields, "tags", settings.tags());
        ApiKey like = reader.read(id, EntryText.of(fields), NO_SECRET);
        return new Team(
                id,
                name.orElse(id),
                members,
                like.budgets(),
                like.aliases(),
                new Team.KeyDefaults(
                        like.limits(),
                        settings.expiresAfterDays(),
                        Map.copyOf(like.tags()),
                        settings.keysPerDeveloper()));
    }

    /** What a new key of the team has. */
    public record NewKeySettings(
            @Nullable JsonNode limits,
            @Nullable Integer expiresAfterDays,
            @Nullable JsonNode tags,
            @Nullable Integer keysPerDeveloper) {}

    private static void put(ObjectNode fields, String name, @Nullable JsonNode value) {
        if (value != null && !value.isNull()) {
            fields.set(name, value);
        }
    }
}
