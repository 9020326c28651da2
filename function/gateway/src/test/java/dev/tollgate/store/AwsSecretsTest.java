package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tollgate.config.TrustedAuthorities;
import dev.tollgate.fake.GatewayConfigs;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AwsSecretsTest {
    private final SteppingClock clock = new SteppingClock();
    private FakeSecretStore store;
    private AwsSecrets secrets;

    @BeforeEach
    void start() throws IOException {
        store = FakeSecretStore.start();
        secrets = secrets(Map.of());
    }

    @AfterEach
    void stop() {
        secrets.close();
        store.close();
    }

    @Test
    void comeFromTheEnvironment() {
        assertThat(secrets.resolve("env:OPENAI_API_KEY")).isEqualTo("sk-env");
        assertRefused("env:MISSING", "env:MISSING");
        assertThat(store.requested()).isEmpty();
    }

    @Test
    void comeDecryptedFromSsmAndAreRemembered() {
        store.parameter("/tollgate/openai", "sk-ssm");

        assertThat(secrets.resolve("ssm:/tollgate/openai")).isEqualTo("sk-ssm");
        assertThat(secrets.resolve("ssm:/tollgate/openai")).isEqualTo("sk-ssm");
        assertThat(store.requested()).containsExactly("/tollgate/openai");
    }

    @Test
    void comeFromSecretsManager() {
        store.secret("tollgate/anthropic", "sk-sm");

        assertThat(secrets.resolve("secret:tollgate/anthropic")).isEqualTo("sk-sm");
        assertRefused("secret:tollgate/missing", "secret:tollgate/missing cannot be read (ResourceNotFoundException)");
    }

    @Test
    void aSecretOfBytesIsRefused() {
        store.binarySecret("tollgate/bytes");

        assertRefused("secret:tollgate/bytes", "secret:tollgate/bytes cannot be read (it is not text)");
    }

    @Test
    void changeWhenTheyAreRotated() {
        store.parameter("/tollgate/openai", "old");
        secrets.resolve("ssm:/tollgate/openai");
        store.parameter("/tollgate/openai", "new");

        clock.pass(Duration.ofMinutes(50));
        assertThat(secrets.resolve("ssm:/tollgate/openai")).isEqualTo("new");
    }

    @Test
    void theGatewaysOwnAreMadeUpBesideALocalDynamo() {
        AwsSecrets local = secrets(Map.of("tollgate.dynamodb.endpoint", "http://127.0.0.1:1"));

        // Or those of a laptop's default profile.
        assertThat(local.resolve("aws:")).matches("[^:]+:[^:]+(:.+)?");
        local.close();
    }

    @Test
    void missingOnesAreNamedByTheirReferenceAndTheReason() {
        assertRefused("ssm:/tollgate/missing", "ssm:/tollgate/missing cannot be read (ParameterNotFound)");
    }

    @Test
    void oneThatWasNeverReadIsReadAgainAfterASecond() {
        assertRefused("ssm:/tollgate/late", "ParameterNotFound");
        store.parameter("/tollgate/late", "sk-late");

        assertRefused("ssm:/tollgate/late", "ParameterNotFound");
        clock.pass(Duration.ofSeconds(1));
        assertThat(secrets.resolve("ssm:/tollgate/late")).isEqualTo("sk-late");
    }

    @Test
    void aFleetThatStartsGetsThemAllAlthoughSsmRefusesMostReads() throws Exception {
        store.parameter("/tollgate/openai", "sk-ssm");
        store.allowPerSecond(40);
        List<AwsSecrets> fleet =
                IntStream.range(0, 60).mapToObj(each -> secrets(Map.of())).toList();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> read = fleet.stream()
                    .map(each -> threads.submit(() -> each.resolve("ssm:/tollgate/openai")))
                    .toList();
            for (Future<String> each : read) {
                assertThat(each.get()).isEqualTo("sk-ssm");
            }
        }

        assertThat(store.refused()).isPositive();
        fleet.forEach(AwsSecrets::close);
    }

    @Test
    void aTimeoutEndsTheWait() {
        store.allowPerSecond(0);
        AwsSecrets withShortTimeout = secrets(Map.of("tollgate.secrets.timeout", "300ms"));

        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> withShortTimeout.resolve("ssm:/tollgate/openai"))
                .withMessageContaining("AWS does not respond");
        assertThat(store.refused()).isGreaterThan(1);
        withShortTimeout.close();
    }

    @Test
    void plainTextIsRefusedWithoutQuotingItUnlessAllowed() {
        assertRefused("sk-plain", "env:, ssm: or secret:");
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> secrets.resolve("sk-plain"))
                .withMessageNotContaining("sk-plain");
        assertThat(secrets(Map.of("tollgate.secrets.plain-text-allowed", "true"))
                        .resolve("sk-plain"))
                .isEqualTo("sk-plain");
    }

    private void assertRefused(String reference, String message) {
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> secrets.resolve(reference))
                .withMessageContaining(message)
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.UPSTREAM_FAILED));
    }

    private AwsSecrets secrets(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("tollgate.ssm.endpoint", store.address());
        all.put("tollgate.secrets-manager.endpoint", store.address());
        return new AwsSecrets(
                GatewayConfigs.with(all),
                clock,
                new TrustedAuthorities(Optional.empty()),
                Map.of("OPENAI_API_KEY", "sk-env"));
    }
}
