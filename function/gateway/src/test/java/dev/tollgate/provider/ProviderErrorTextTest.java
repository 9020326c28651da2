package dev.tollgate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proxies, load balancers and gateways stand in front of every provider, and have forms of their own. */
final class ProviderErrorTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"message":"No."} | No.
            {"Message":"No."} | No.
            {"error":"No."} | No.
            {"error":{"message":"No."}} | No.
            {"error":{"Message":"No."}} | No.
            {"detail":"No."} | No.
            {"detail":[{"loc":["body","n"],"msg":"No."}]} | body.n: No.
            {"errors":["No.","Never."]} | No.; Never.
            {"errors":[{"message":"No.","code":1}]} | No.
            [{"error":{"message":"No."}}] | No.
            upstream connect error | upstream connect error
            <html>No.</html> | ~~
            {} | ~~
            """)
    void findsTheMessage(String body, String message) {
        assertThat(ProviderErrorText.of(body.getBytes(StandardCharsets.UTF_8))).isEqualTo(message);
    }
}
