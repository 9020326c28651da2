package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tollgate.idempotency.IdempotentRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResponseSealTest {
    private static final byte[] RESPONSE = "Dear ada@example.org".getBytes(StandardCharsets.UTF_8);

    @Test
    void onlyTheSameRequestOpensAResponse() {
        byte[] sealed = seal("ab").seal(RESPONSE);

        assertThat(seal("ab").open(sealed)).isEqualTo(RESPONSE);
        assertThatIllegalStateException().isThrownBy(() -> seal("cd").open(sealed));
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("ada@");
    }

    @Test
    void theSameResponseNeverLooksTheSame() {
        assertThat(seal("ab").seal(RESPONSE)).isNotEqualTo(seal("ab").seal(RESPONSE));
    }

    @Test
    void whatSomebodyHasChangedDoesNotOpen() {
        byte[] sealed = seal("ab").seal(RESPONSE);
        sealed[sealed.length - 1] ^= 1;

        assertThatIllegalStateException().isThrownBy(() -> seal("ab").open(sealed));
        assertThatIllegalStateException().isThrownBy(() -> seal("ab").open(new byte[3]));
    }

    private static ResponseSeal seal(String twoDigits) {
        return ResponseSeal.of(new IdempotentRequest("key", "order-1", "digest", twoDigits.repeat(32)));
    }
}
