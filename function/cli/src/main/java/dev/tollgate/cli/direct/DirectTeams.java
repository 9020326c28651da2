package dev.tollgate.cli.direct;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.ChangeAuthor;
import dev.tollgate.admin.TeamDirectory;
import dev.tollgate.admin.TeamDirectory.StoredTeam;
import dev.tollgate.admin.api.TeamJson;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Teams in the config table. */
@Singleton
final class DirectTeams {
    private final TeamDirectory teams;
    private final TeamJson json;

    DirectTeams(TeamDirectory teams, TeamJson json) {
        this.teams = teams;
        this.json = json;
    }

    List<ObjectNode> list() {
        Map<String, Long> counts = teams.keyCounts();
        return teams.all().stream().map(team -> json.of(team, counts)).toList();
    }

    Optional<ObjectNode> find(String id) {
        return teams.find(id).map(this::document);
    }

    ObjectNode put(String id, ObjectNode fields, Optional<ObjectNode> seen, ChangeAuthor author) {
        Optional<StoredTeam> stored = teams.find(id);
        DirectEntries.requireSeen(id, seen, stored.map(StoredTeam::document));
        return document(teams.put(json.read(id, fields), stored.orElse(null), author));
    }

    void delete(String id, ObjectNode seen, boolean force, ChangeAuthor author) {
        StoredTeam stored = teams.require(id);
        DirectEntries.requireSeen(id, Optional.of(seen), Optional.of(stored.document()));
        teams.remove(stored, force, author);
    }

    private ObjectNode document(StoredTeam team) {
        return json.of(team, teams.keyCounts());
    }
}
