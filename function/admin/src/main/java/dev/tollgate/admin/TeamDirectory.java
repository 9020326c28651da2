package dev.tollgate.admin;

import dev.tollgate.auth.Team;
import dev.tollgate.store.ConfigDocument;
import dev.tollgate.store.DynamoConfigDocuments;
import dev.tollgate.store.RegisteredKey;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads and changes teams. */
@Singleton
public final class TeamDirectory {
    private final DynamoConfigDocuments documents;
    private final KeyDirectory keys;
    private final AuditTrail audit;

    TeamDirectory(DynamoConfigDocuments documents, KeyDirectory keys, AuditTrail audit) {
        this.documents = documents;
        this.keys = keys;
        this.audit = audit;
    }

    /** A team, with the document that holds it. */
    public record StoredTeam(Team team, ConfigDocument document) {}

    /** All teams, ordered by id. */
    public List<StoredTeam> all() {
        return documents.all(DynamoConfigDocuments.TEAM).stream()
                .map(TeamDirectory::stored)
                .toList();
    }

    public Optional<StoredTeam> find(String id) {
        return documents.find(DynamoConfigDocuments.TEAM + id).map(TeamDirectory::stored);
    }

    /** Throws {@link AdminException} if there is none. */
    public StoredTeam require(String id) {
        return find(id).orElseThrow(() -> missing(id));
    }

    /** The failure of a question about a team that does not exist, or that is not for the one who asks. */
    public static AdminException missing(String id) {
        return new AdminException(AdminErrorKind.NOT_FOUND, "There is no team " + id + ".");
    }

    /** How many keys each team has, by its id. */
    public Map<String, Long> keyCounts() {
        return keys.all().stream()
                .map(RegisteredKey::key)
                .collect(Collectors.toMap(key -> key.id(), key -> key.team().orElse(""), (one, _) -> one))
                .values()
                .stream()
                .collect(Collectors.groupingBy(team -> team, Collectors.counting()));
    }

    /**
     * Writes a team.
     *
     * @param seen the team that it replaces; null for a new one
     */
    public StoredTeam put(Team team, @Nullable StoredTeam seen, ChangeAuthor author) {
        ConfigDocument before = seen == null ? null : seen.document();
        String json = DynamoConfigDocuments.text(team);
        String name = DynamoConfigDocuments.TEAM + team.id();
        return stored(documents.put(name, json, before, audit.ofPut(author, name, before, json)));
    }

    /**
     * Removes a team.
     *
     * @param force also if it has keys: they stay, without the team's bounds
     */
    public void remove(StoredTeam seen, boolean force, ChangeAuthor author) {
        long count = keyCounts().getOrDefault(seen.team().id(), 0L);
        if (count > 0 && !force) {
            throw new AdminException(
                    AdminErrorKind.CONFLICT,
                    "The team " + seen.team().id() + " has " + count + (count == 1 ? " key" : " keys")
                            + ", which would lose its budget and its bounds. Add force=true to remove it all the same.");
        }
        documents.remove(seen.document(), audit.ofRemoval(author, seen.document()));
    }

    private static StoredTeam stored(ConfigDocument document) {
        return new StoredTeam(DynamoConfigDocuments.team(document), document);
    }
}
