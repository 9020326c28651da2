package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.INSTANT;

import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
final class RequestIdTest extends GatewayTest {
    @Inject
    Clock clock;

    @Test
    void everyResponseHasAnIdOfItsOwnWhateverTheClientSends() {
        assertThat(IntStream.range(0, 500).parallel().mapToObj(_ -> health().requestId()))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("req_[0-9a-f]{24}"));
    }

    @Test
    void itBeginsWithTheMillisecondOfTheArrival() {
        Instant before = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Response response = client.chat(question("nobody"));

        assertThat(RequestId.arrival(response.requestId())).get(INSTANT).isBetween(before, clock.instant());
        assertThat(RequestId.arrival("req_0123456789AB000000000000")).isEmpty();
        assertThat(RequestId.arrival("req_ffffffffffff0000000000000")).isEmpty();
    }

    private Response health() {
        return GatewayClient.send(
                client.request("/health").header("x-request-id", "req_mine").GET());
    }
}
