package dev.tollgate.cli.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelNamesTest {

    @ParameterizedTest
    @CsvSource({
        "gpt-4o-mini, gpt-4o-mini-2024-07-18",
        "GPT-4o, gpt-4o-2024-08-06",
        "gpt-3.5-turbo, gpt-3.5-turbo-0125",
        "mistral-large-latest, mistral-large-2411",
        "claude-haiku-4-5, claude-haiku-4-5-20251001",
        "claude-3-5-haiku-20241022, Claude Haiku 3.5",
        "claude-opus-4@20250514, Claude Opus 4",
    })
    void namesThatDifferByADateOnlyAreOneModel(String ours, String theirs) {
        ModelNames names = ModelNames.of(Set.of(ours), Set.of(theirs));

        assertThat(names.group(ours)).isEqualTo(names.group(theirs));
        assertThat(names.merged()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4o, gpt-4o-mini-2024-07-18",
        "gpt-4o-mini, gpt-4o-2024-08-06",
        "gpt-4.1, gpt-4-0613",
        "claude-sonnet-4-5, Claude Sonnet 5.4",
        "claude-3-5-haiku-20241022, Claude Sonnet 3.5",
    })
    void otherNamesAreOtherModels(String ours, String theirs) {
        ModelNames names = ModelNames.of(Set.of(ours), Set.of(theirs));

        assertThat(names.group(ours)).isNotEqualTo(names.group(theirs));
        assertThat(names.merged()).isEmpty();
    }

    /** If we request snapshots by name, each of them can be compared separately. */
    @Test
    void ifBothSidesHaveTheSameNamesEachIsComparedSeparately() {
        Set<String> both = Set.of("gpt-4o-2024-05-13", "gpt-4o-2024-08-06");

        ModelNames names = ModelNames.of(both, both);

        assertThat(names.group("gpt-4o-2024-05-13")).isEqualTo("gpt-4o-2024-05-13");
        assertThat(names.merged()).isEmpty();
    }

    /** The provider has one row for our requests to the alias and to the snapshot. */
    @Test
    void anAliasAndItsSnapshotsAreComparedAsOne() {
        ModelNames names =
                ModelNames.of(Set.of("gpt-4o", "gpt-4o-2024-08-06", "o3"), Set.of("gpt-4o-2024-08-06", "o3"));

        assertThat(names.merged()).isEqualTo(Map.of("gpt-4o", Set.of("gpt-4o", "gpt-4o-2024-08-06")));
        assertThat(names.group("o3")).isEqualTo("o3");
    }

    @Test
    void snapshotsOfOneSideOnlyStaySeparate() {
        ModelNames names = ModelNames.of(Set.of(), Set.of("gpt-4o-2024-05-13", "gpt-4o-2024-08-06"));

        assertThat(names.merged()).isEmpty();
    }
}
