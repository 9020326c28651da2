package dev.tollgate.cli.login;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.cli.login.ProfileLogin.ProviderLogin;
import java.time.Duration;
import java.util.Map;

/**
 * The login of a person whose browser is on another machine: it shows a code, and calls the provider until the person has entered it
 * there (https://www.rfc-editor.org/rfc/rfc8628).
 */
final class DeviceLogin {
    static final String ENDPOINT = "device_authorization_endpoint";

    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    private static final int USUAL_INTERVAL_SECONDS = 5;
    private static final int USUAL_END_SECONDS = 600;

    private final TokenIssuer issuer;
    private final LoginTerminal terminal;

    DeviceLogin(TokenIssuer issuer, LoginTerminal terminal) {
        this.issuer = issuer;
        this.terminal = terminal;
    }

    /** Shows a code, and waits until somebody has entered it. */
    ProviderLogin run(String scopes) {
        JsonNode device = issuer.request(ENDPOINT, Map.of("scope", scopes));
        String code = device.path("device_code").asText();
        if (code.isEmpty()) {
            return issuer.login(device);
        }
        String page = device.path("verification_uri_complete")
                .asText(device.path("verification_uri").asText());
        terminal.note("Open " + page + " on any device, and enter the code "
                + device.path("user_code").asText() + ".");
        Duration interval = Duration.ofSeconds(device.path("interval").asInt(USUAL_INTERVAL_SECONDS));
        long end = System.nanoTime()
                + Duration.ofSeconds(device.path("expires_in").asInt(USUAL_END_SECONDS))
                        .toNanos();
        while (System.nanoTime() - end < 0) {
            pause(interval);
            JsonNode answer = issuer.request("token_endpoint", Map.of("grant_type", GRANT, "device_code", code));
            switch (answer.path("error").asText()) {
                case "authorization_pending" -> {}
                case "slow_down" -> interval = interval.plusSeconds(USUAL_INTERVAL_SECONDS);
                default -> {
                    return issuer.login(answer);
                }
            }
        }
        throw new AdminException(
                AdminErrorKind.INVALID_TOKEN, "Nobody has entered the code in time. Please try again.");
    }

    private static void pause(Duration interval) {
        try {
            Thread.sleep(interval);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AdminException(AdminErrorKind.CONFLICT, "The login was interrupted.", interrupted);
        }
    }
}
