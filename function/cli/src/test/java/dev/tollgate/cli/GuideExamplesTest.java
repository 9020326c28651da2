package dev.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of the guide can be typed as they are. */
class GuideExamplesTest {
    private static final Pattern BLOCK = Pattern.compile("```(?:sh|console)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TABLES_ONLY =
            Pattern.compile("(?:\\$ )?tollgate (?:check|cost|reconcile|replay)\\b.*");
    private static final Pattern TABLES_CHOSEN = Pattern.compile(".* --(?:direct|local|stack)\\b.*");

    @Test
    void whatWorksOnTheTablesOnlyChoosesThem() throws IOException {
        String guide = Files.readString(Path.of(System.getProperty("dev.tollgate.root"), "docs/cli.md"));
        List<String> typed = BLOCK.matcher(guide)
                .results()
                .map((MatchResult block) -> block.group(1).replace("\\\n", ""))
                .flatMap(String::lines)
                .filter(TABLES_ONLY.asMatchPredicate())
                .toList();

        assertThat(typed).hasSizeGreaterThan(4).allMatch(TABLES_CHOSEN.asMatchPredicate());
    }
}
