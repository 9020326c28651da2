package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tollgate.bill.BudgetAlert;
import dev.tollgate.bill.BudgetPeriod;
import dev.tollgate.config.TrustedAuthorities;
import dev.tollgate.fake.GatewayConfigs;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.TestClients;
import dev.tollgate.upstream.FakeUpstream;
import dev.tollgate.upstream.ReceivedRequest;
import dev.tollgate.upstream.Replies;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves for a webhook and for SNS. */
final class AlertChannelsTest {
    private static final BudgetAlert ALERT = new BudgetAlert(
            new BudgetPeriod(
                    "TAG#team=search#month#UTC#2026-11-01",
                    "team=search per month",
                    500_000_000,
                    true,
                    1,
                    Instant.parse("2026-12-01T00:00:00Z")),
            80,
            403_120_000);
    private static final String SENTENCE = "80 % of the budget of team=search per month are spent: 403.12 of 500 USD."
            + " It renews at 2026-12-01T00:00:00Z.";

    private final FakeUpstream server = new FakeUpstream();
    private final SteppingClock clock = new SteppingClock(Instant.parse("2026-11-28T12:00:00Z"));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aWebhookGetsASignedDocumentWithATextForChats() throws GeneralSecurityException {
        server.answersAt("hook", "budgets", Replies.status(204, ""));

        webhook(server.uri("hook") + "/budgets").send(ALERT);

        ReceivedRequest received = server.received("hook").getFirst();
        assertThat(received.body())
                .isEqualTo("{\"at\":\"2026-11-28T12:00:00Z\",\"budget\":\"team=search per month\","
                        + "\"id\":\"TAG#team=search#month#UTC#2026-11-01#80#500000000\",\"kind\":\"hard\",\"limit_usd\":\"500.000000\","
                        + "\"renews_at\":\"2026-12-01T00:00:00Z\",\"spent_usd\":\"403.120000\",\"text\":\"" + SENTENCE
                        + "\",\"threshold_percent\":80,\"type\":\"budget.threshold\"}");
        assertThat(received.headers().getFirst("x-tollgate-signature"))
                .isEqualTo("t=1795867200,v1=" + hmac("s3cret", "1795867200." + received.body()));
    }

    @Test
    void aWebhookThatDoesNotTakeItFails() {
        server.answersAt("hook", "budgets", Replies.status(500, ""));

        assertThat(catchThrowableOfType(GatewayException.class, () -> webhook(server.uri("hook") + "/budgets")
                                .send(ALERT))
                        .kind())
                .isEqualTo(ErrorKind.UPSTREAM_FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.com/hook", "ftp://example.com", "nonsense"})
    void onlyThisMachineIsReachedWithoutTls(String url) {
        assertThat(catchThrowableOfType(
                        GatewayException.class, () -> webhook(url).send(ALERT)))
                .hasMessageContaining("expected an https URL")
                .hasMessageNotContaining("example.com");
    }

    @Test
    void snsGetsASignedRequest() {
        server.answersAt("sns", "publish", Replies.status(200, "<PublishResponse/>"));

        sns(Map.of("AWS_ENDPOINT_URL_SNS", server.uri("sns") + "/publish")).send(ALERT);

        ReceivedRequest received = server.received("sns").getFirst();
        assertThat(URLDecoder.decode(received.body(), StandardCharsets.UTF_8))
                .contains(
                        "Action=Publish",
                        "TopicArn=arn:aws:sns:eu-central-1:123456789012:budgets",
                        "Message=" + SENTENCE);
        assertThat(received.headers().getFirst("authorization")).contains("/eu-central-1/sns/aws4_request");
    }

    @Test
    void aTopicThatMayNotBePublishedToFails() {
        server.answersAt("sns", "publish", Replies.status(403, "AuthorizationError"));

        assertThat(catchThrowableOfType(GatewayException.class, () -> sns(Map.of(
                                        "AWS_ENDPOINT_URL_SNS", server.uri("sns") + "/publish"))
                                .send(ALERT))
                        .kind())
                .isEqualTo(ErrorKind.UPSTREAM_FAILED);
    }

    private WebhookAlerts webhook(String url) {
        return new WebhookAlerts(
                GatewayConfigs.ofAlerts(Map.of(
                        "tollgate.budget-alerts.webhook-url",
                        url,
                        "tollgate.budget-alerts.webhook-secret",
                        "env:HOOK_SECRET")),
                TestClients.client(clock),
                _ -> "s3cret",
                clock);
    }

    private static SnsAlerts sns(Map<String, String> environment) {
        return new SnsAlerts(
                GatewayConfigs.ofAlerts(
                        Map.of("tollgate.budget-alerts.sns-topic", "arn:aws:sns:eu-central-1:123456789012:budgets")),
                GatewayConfigs.with(Map.of("tollgate.dynamodb.endpoint", "http://127.0.0.1:1")),
                new TrustedAuthorities(Optional.empty()),
                environment);
    }

    private static String hmac(String secret, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
