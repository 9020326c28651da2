package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs {@code src/test/console}: the console in Chromium, against the packaged server, and against a mock of the admin API
 * that has a company's figures.
 */
@Tag("server")
class ConsoleIT {
    private static final String TOKEN = "admin-token-of-the-console-s-tests";

    @Test
    void theConsolesTestsPass() throws Exception {
        NodeTests tests = NodeTests.in("console");
        try (RunningGateway gateway = RunningGateway.with("""
                providers:
                  in-house: { kind: openai, base_url: "https://models.example.com/v1", api_key: env:IN_HOUSE_KEY }
                aliases:
                  demo: { targets: [ { model: echo/echo-1 } ] }
                policies:
                  secrets: { prompts: { secret: deny } }
                keys:
                  of-file: { secret: sk-it-console, tags: { team: search } }
                """, "TOLLGATE_ADMIN_TOKEN", TOKEN)) {
            String printed = tests.run(Map.of("TOLLGATE_URL", gateway.url().toString(), "TOLLGATE_ADMIN_TOKEN", TOKEN));
            Assumptions.assumeFalse(printed.contains("# SKIP no Chromium"), "no Chromium: the console was NOT tested");
            assertThat(printed).contains("# fail 0", "# skipped 0");
        }
    }
}
