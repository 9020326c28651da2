package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
final class RequestIdTest extends GatewayTest {

    @Test
    void everyResponseHasAnIdOfItsOwnWhateverTheClientSends() {
        assertThat(IntStream.range(0, 500).parallel().mapToObj(_ -> health().requestId()))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("req_[0-9a-f]{24}"));
    }

    private Response health() {
        return GatewayClient.send(
                client.request("/health").header("x-request-id", "req_mine").GET());
    }
}
