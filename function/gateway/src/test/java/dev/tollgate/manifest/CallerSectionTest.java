package dev.tollgate.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.CallerTemplate;
import dev.tollgate.auth.CallerTemplate.Per;
import dev.tollgate.limit.RateLimits;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CallerSectionTest {
    private static final CheckedReader READER =
            new CheckedReader(new ManifestRules(Set.of("openai"), true, name -> null, List.of()));

    @Test
    void aTeamsCallersHaveTheFieldsOfAKey() {
        ManifestPlan plan = READER.read("f.yaml", """
                        aliases:
                          fast: { targets: [{ model: openai/m }] }
                        jwt_callers:
                          search:
                            per: team
                            aliases: [fast]
                            limits: { requests_per_minute: 60 }
                            budget: { usd: 50, per: month }
                            tags: { cost_center: "42" }
                          "*": { disabled: true }
                        """).plan();

        assertThat(plan.keys()).isEmpty();
        assertThat(plan.callers()).hasSize(2);
        CallerTemplate search = plan.callers().getFirst();
        assertThat(search.team()).isEqualTo("search");
        assertThat(search.per()).isEqualTo(Per.TEAM);
        assertThat(search.key().aliases()).containsExactly("fast");
        assertThat(search.key().limits()).isEqualTo(new RateLimits(60L, null, null));
        assertThat(search.key().budgets()).hasSize(1);
        assertThat(search.key().tags()).isEqualTo(Map.of("cost_center", "42"));
        CallerTemplate others = plan.callers().getLast();
        assertThat(others.team()).isEqualTo(CallerTemplate.ANY_TEAM);
        assertThat(others.per()).isEqualTo(Per.SUBJECT);
        assertThat(others.key()).extracting(ApiKey::disabled, ApiKey::aliases).containsExactly(true, Set.of());
    }

    @ParameterizedTest
    @CsvSource({
        "'t: { secret: sk-a }', unknown field",
        "'t: { expires: 2027-01-01 }', unknown field",
        "'t: { per: user }', subject or team",
        "'t: { aliases: [] }', at least one name",
        "'t: { aliases: [nothing] }', an alias",
        "'t: { tags: { team: x } }', come from the token",
        "'t: { tags: { subject: x } }', come from the token",
        "'\" \": {}', a team"
    })
    void whatWouldHaveNoEffectIsAnError(String entry, String message) {
        assertThatExceptionOfType(ManifestException.class)
                .isThrownBy(() -> READER.read("f.yaml", "jwt_callers: { " + entry + " }"))
                .withMessageContaining(message);
    }
}
