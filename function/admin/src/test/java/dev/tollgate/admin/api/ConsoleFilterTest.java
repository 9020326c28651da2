package dev.tollgate.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsoleFilterTest {
    @Test
    void aPageLoadsNothingFromElsewhereAndNothingInline() {
        assertThat(ConsoleFilter.contentSecurityPolicy(Optional.empty()))
                .isEqualTo("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
                        + "img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
    }

    @Test
    void aPageMayCallAGatewayThatHasAnAddressOfItsOwn() {
        URI gateway = URI.create("https://llm.example.com:8443/v1");
        assertThat(ConsoleFilter.contentSecurityPolicy(Optional.of(gateway)))
                .contains("connect-src 'self' https://llm.example.com:8443;");
    }
}
