package dev.tollgate.store;

import dev.tollgate.bill.AlertChannel;
import dev.tollgate.bill.BudgetAlert;
import dev.tollgate.config.BudgetAlertConfig;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.config.TrustedAuthorities;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.parse.UrlParser;
import dev.tollgate.store.SignedRequests.Answer;
import dev.tollgate.store.SignedRequests.Unsigned;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** Publishes alerts to an SNS topic, each with one signed request (https://docs.aws.amazon.com/sns/latest/api/API_Publish.html). */
@Singleton
public class SnsAlerts implements AlertChannel {
    /** As the SDKs' own clients have it (https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html). */
    private static final String ENDPOINT = "AWS_ENDPOINT_URL_SNS";

    private static final Pattern TOPIC = Pattern.compile("arn:[a-z-]+:sns:([a-z0-9-]+):\\d{12}:[A-Za-z0-9_.-]+");

    private final BudgetAlertConfig config;
    private final GatewayConfig gateway;
    private final TrustedAuthorities trust;
    private final Map<String, String> environment;

    @Inject
    SnsAlerts(BudgetAlertConfig config, GatewayConfig gateway, TrustedAuthorities trust) {
        this(config, gateway, trust, System.getenv());
    }

    /** For tests, which cannot set environment variables. */
    SnsAlerts(
            BudgetAlertConfig config,
            GatewayConfig gateway,
            TrustedAuthorities trust,
            Map<String, String> environment) {
        this.config = config;
        this.gateway = gateway;
        this.trust = trust;
        this.environment = environment;
    }

    @Override
    public String name() {
        return "sns";
    }

    @Override
    public boolean configured() {
        return config.snsTopic().isPresent();
    }

    /** Alerts are so rare that each opens a connection of its own. */
    @Override
    public void send(BudgetAlert alert) {
        String topic = config.snsTopic().orElseThrow();
        Matcher arn = TOPIC.matcher(topic);
        if (!arn.matches()) {
            throw new GatewayException(
                    ErrorKind.UPSTREAM_FAILED, "TOLLGATE_BUDGET_ALERTS_SNS_TOPIC: expected the ARN of an SNS topic.");
        }
        byte[] body = form(Map.of(
                "Action",
                "Publish",
                "Version",
                "2010-03-31",
                "TopicArn",
                topic,
                "Subject",
                "Tollgate: " + alert.percent() + " % of a budget are spent",
                "Message",
                AlertText.sentence(alert)));
        try (SdkHttpClient http = AwsClients.http(trust);
                AwsIdentity identity =
                        AwsIdentity.of(gateway.dynamodb().endpoint().isPresent(), environment)) {
            Answer answer = new SignedRequests(http, identity, arn.group(1))
                    .send(new Unsigned(
                            "sns",
                            SdkHttpMethod.POST,
                            endpoint(arn.group(1)),
                            Map.of("Content-Type", "application/x-www-form-urlencoded"),
                            body));
            if (!answer.success()) {
                throw new GatewayException(
                        ErrorKind.UPSTREAM_FAILED,
                        "SNS does not take the message.",
                        new IllegalStateException(
                                "SNS answers with status " + answer.status() + ": " + answer.error()));
            }
        }
    }

    private URI endpoint(String region) {
        return Optional.ofNullable(environment.get(ENDPOINT))
                .flatMap(UrlParser::http)
                .orElseGet(() -> UrlParser.http("https://sns." + region + "."
                                + PartitionMetadata.of(Region.of(region)).dnsSuffix() + "/")
                        .orElseThrow());
    }

    private static byte[] form(Map<String, String> fields) {
        StringBuilder text = new StringBuilder();
        fields.forEach((name, value) -> text.append(text.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
