package dev.tollgate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table in docs/providers.md matches providers.json. A failure shows the expected lines. */
final class ProvidersPageTest {

    @Test
    void thePageListsEveryProvider() throws IOException {
        Path page = Path.of(System.getProperty("dev.tollgate.root"), "docs/providers.md");
        List<String> rows = Files.readString(page)
                .lines()
                .filter(line -> line.startsWith("| [`"))
                .toList();
        String expected = KnownProviders.all().entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("\n"));
        assertThat(String.join("\n", rows)).isEqualTo(expected);
    }

    private static String row(String name, CatalogEntry entry) {
        return "| [`%s`](%s) | `%s` | %s | %s | %s |"
                .formatted(name, entry.documentation(), entry.kind(), needs(entry), address(entry), quirks(entry));
    }

    private static String needs(CatalogEntry entry) {
        if (entry.baseUrlVariable() != null) {
            return "`" + entry.baseUrlVariable() + "`" + (entry.key() == null ? "" : "; `" + entry.key() + "` if set");
        }
        return "`" + (entry.key() == null ? entry.regionVariable() : entry.key()) + "`";
    }

    private static String address(CatalogEntry entry) {
        return entry.baseUrl() == null ? "the kind's own" : "`" + entry.baseUrl() + "`";
    }

    private static String quirks(CatalogEntry entry) {
        List<String> quirks = new ArrayList<>();
        Map<String, String> renamed = new TreeMap<>(entry.quirks().renamed());
        renamed.forEach((ours, theirs) -> quirks.add("`" + ours + "` is sent as `" + theirs + "`"));
        if (!entry.quirks().developerRole()) {
            quirks.add("role `developer` is sent as `system`");
        }
        if (!entry.quirks().streamOptions()) {
            quirks.add("`stream_options` is not sent");
        }
        if (!entry.quirks().unsupported().isEmpty()) {
            quirks.add(
                    entry.quirks().unsupported().stream().collect(Collectors.joining("`, `", "does not take `", "`")));
        }
        return String.join("; ", quirks);
    }
}
