package dev.tollgate.store;

import dev.tollgate.bill.AlertChannel;
import dev.tollgate.bill.BudgetAlert;
import dev.tollgate.config.BudgetAlertConfig;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.parse.UrlParser;
import dev.tollgate.provider.SecretResolver;
import dev.tollgate.provider.ShortReply;
import dev.tollgate.provider.UpstreamClient;
import dev.tollgate.provider.UpstreamRequest;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Posts alerts to a webhook. The header {@code x-tollgate-signature} is {@code t=SECONDS,v1=HEX}: the HMAC with SHA-256 of the seconds, a
 * dot and the body, so that a receiver knows who sends it, and when.
 */
@Singleton
public class WebhookAlerts implements AlertChannel {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAX_REPLY_BYTES = 64 * 1024;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final BudgetAlertConfig config;
    private final UpstreamClient http;
    private final SecretResolver secrets;
    private final Clock clock;

    WebhookAlerts(BudgetAlertConfig config, UpstreamClient http, SecretResolver secrets, Clock clock) {
        this.config = config;
        this.http = http;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public boolean configured() {
        return config.webhookUrl().isPresent();
    }

    @Override
    public void send(BudgetAlert alert) {
        Instant now = clock.instant();
        byte[] body = AlertText.json(alert, now);
        Map<String, String> headers = Map.of(
                "content-type", "application/json", "x-tollgate-signature", signature(now.getEpochSecond(), body));
        ShortReply reply =
                http.fetch(new UpstreamRequest(url(), headers, body, false), config.timeout(), MAX_REPLY_BYTES);
        if (reply.status() / 100 != 2) {
            throw failed("The webhook responded with status " + reply.status() + ".");
        }
    }

    /** The address may itself be the secret, as Slack's is, so that no message quotes it. */
    private URI url() {
        return resolved(config.webhookUrl())
                .flatMap(UrlParser::http)
                .filter(url -> "https".equalsIgnoreCase(url.getScheme()) || LOOPBACK.contains(url.getHost()))
                .orElseThrow(
                        () -> failed(
                                "TOLLGATE_BUDGET_ALERTS_WEBHOOK_URL: expected an https URL, or a reference to a secret that is one."));
    }

    private String signature(long seconds, byte[] body) {
        String secret = resolved(config.webhookSecret())
                .filter(text -> !text.isBlank())
                .orElseThrow(
                        () -> failed("TOLLGATE_BUDGET_ALERTS_WEBHOOK_SECRET: expected the secret of the webhook."));
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
            return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("each Java has " + ALGORITHM, impossible);
        }
    }

    private Optional<String> resolved(Optional<String> setting) {
        return setting.map(text -> isReference(text) ? secrets.resolve(text) : text);
    }

    private static boolean isReference(String text) {
        return text.startsWith("ssm:") || text.startsWith("secret:") || text.startsWith("env:");
    }

    private static GatewayException failed(String why) {
        return new GatewayException(ErrorKind.UPSTREAM_FAILED, why);
    }
}
