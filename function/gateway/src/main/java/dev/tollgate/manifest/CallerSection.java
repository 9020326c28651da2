package dev.tollgate.manifest;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.CallerTemplate;
import dev.tollgate.auth.CallerTemplate.Per;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the section {@code jwt_callers}: what callers may do who have a token of the operator's issuer, by their team. */
final class CallerSection {
    private static final Set<String> FIELDS = RightsSection.with("per");
    private static final Map<String, Per> PER = Map.of("subject", Per.SUBJECT, "team", Per.TEAM);
    private static final int LONGEST_TEAM = 255;

    private final PlanBuilder builder;
    private final RightsSection rights;

    CallerSection(PlanBuilder builder) {
        this.builder = builder;
        this.rights = new RightsSection(builder);
    }

    void read(String team, YamlValue value) {
        if (team.isBlank() || team.length() > LONGEST_TEAM) {
            value.error("expected a team of at most " + LONGEST_TEAM + " characters as the name, or *, got "
                    + ValueDescription.quoted(team));
        }
        MappingFields fields = MappingFields.of(value, FIELDS, Set.of());
        Per per = fields.find("per")
                .flatMap(field -> field.text("subject or team", PER::containsKey))
                .map(PER::get)
                .orElse(Per.SUBJECT);
        ApiKey key = rights.read(team, fields, value);
        Set<String> taken = new TreeSet<>(CallerTemplate.TOKEN_TAGS);
        taken.retainAll(key.tags().keySet());
        Optional.of(taken)
                .filter(names -> !names.isEmpty())
                .ifPresent(names -> value.error(
                        "expected other tags than " + String.join(", ", names) + ", which come from the token"));
        builder.add(new CallerTemplate(team, per, key));
    }
}
