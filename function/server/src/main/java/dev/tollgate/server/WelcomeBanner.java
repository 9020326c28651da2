package dev.tollgate.server;

import dev.tollgate.auth.KeyHash;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.manifest.EchoProvider;
import dev.tollgate.manifest.ManifestPlan;
import java.util.List;
import java.util.Optional;

/**
 * The text that the server prints after its start: addresses, tables, and a command to try it.
 *
 * @param plan what was applied, if anything
 * @param admin how to reach the admin API, if the server has one
 */
record WelcomeBanner(
        String version,
        ServerSettings settings,
        GatewayConfig config,
        Optional<ManifestPlan> plan,
        Optional<AdminAccess> admin) {
    /** The key in Tollgate's own {@code tollgate.yaml}. A plan contains only hashes of keys. */
    private static final String DEMO_KEY = "sk-tollgate-demo";

    private static final String DEMO_ALIAS = "demo";

    String text() {
        return """

                Tollgate %s is ready.

                  Base URL   %s/v1
                  DynamoDB   %s
                  Tables     %s
                  Applied    %s
                %s%s""".formatted(
                        version,
                        origin(),
                        dynamoDb(),
                        String.join(", ", tables()),
                        applied(),
                        admin.map(this::console).orElse(""),
                        settings.local() ? example() : "");
    }

    private String console(AdminAccess access) {
        return "  Console    " + origin() + "/console/"
                + access.token()
                        .map(token -> "#/login?token=" + token + "\n  Token      " + token)
                        .orElse("")
                + "\n";
    }

    private String origin() {
        return "http://" + (settings.local() ? ServerSettings.LOOPBACK : "localhost") + ":" + settings.port();
    }

    private String dynamoDb() {
        return config.dynamodb().endpoint().map(Object::toString).orElse("of the AWS region");
    }

    private List<String> tables() {
        GatewayConfig.Tables names = config.tables();
        return List.of(names.config(), names.counters(), names.usage(), names.cache());
    }

    private String applied() {
        return plan.map(applied -> "%s (providers: %d, aliases: %d, keys: %d)"
                        .formatted(
                                settings.file().orElseThrow(),
                                applied.table().providers().size(),
                                applied.table().aliases().size(),
                                applied.keys().size()))
                .orElse("no file; the config table is unchanged");
    }

    private String example() {
        boolean demo = plan.filter(WelcomeBanner::hasDemoKey).isPresent();
        String secret = demo ? DEMO_KEY : "YOUR_KEY";
        return (demo ? "  Demo key   " + DEMO_KEY + "\n" : "") + """

                Try it:

                  curl -N %s/v1/chat/completions -H 'Authorization: Bearer %s' -H 'Content-Type: application/json' \
                -d '{"model": "%s", "stream": true, "messages": [{"role": "user", "content": "Hello from Tollgate"}]}'

                Stop with Ctrl-C.
                """.formatted(origin(), secret, alias());
    }

    private static boolean hasDemoKey(ManifestPlan plan) {
        KeyHash demo = KeyHash.of(DEMO_KEY);
        return plan.keys().stream().anyMatch(key -> key.keyHash().equals(demo));
    }

    /** Returns the demo alias, or else the first alias of the file, or else the model of the provider echo. */
    private String alias() {
        List<String> names = plan.stream()
                .flatMap(found -> found.table().aliases().keySet().stream())
                .sorted()
                .toList();
        if (names.isEmpty()) {
            return EchoProvider.FULL_MODEL;
        }
        return names.contains(DEMO_ALIAS) ? DEMO_ALIAS : names.getFirst();
    }
}
