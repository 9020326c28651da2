package dev.tollgate.admin.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where the secret of a seal is. */
class SealedJsonTest {
    private static final JsonNode DOCUMENT =
            JsonNodeFactory.instance.objectNode().put("role", "admin");

    private final Map<String, String> elsewhere = new HashMap<>();

    @Test
    void processesWithTheSameSecretElsewhereOpenEachOthersSeals() {
        elsewhere.put("secret:session", "a secret of 32 characters or more");
        String sealed = seal("secret:session").seal("session", DOCUMENT);
        assertThat(seal("secret:session").open("session", sealed)).contains(DOCUMENT);

        elsewhere.put("secret:session", "another secret of 32 characters or more");
        assertThat(seal("secret:session").open("session", sealed)).isEmpty();
    }

    @Test
    void aProcessWithoutASecretOpensOnlyItsOwn() {
        SealedJson own = new SealedJson(Optional.empty());
        String sealed = own.seal("session", DOCUMENT);
        assertThat(own.open("session", sealed)).contains(DOCUMENT);
        assertThat(new SealedJson(Optional.empty()).open("session", sealed)).isEmpty();
    }

    @Test
    void aShortSecretIsRefusedWhereverItIs() {
        assertThatIllegalArgumentException().isThrownBy(() -> seal("short")).withMessageContaining("32 characters");
        elsewhere.put("ssm:/session", "short");
        SealedJson seal = seal("ssm:/session");
        assertThatIllegalArgumentException().isThrownBy(() -> seal.seal("session", DOCUMENT));
    }

    private SealedJson seal(String setting) {
        return new SealedJson(Optional.of(new SecretSetting(setting, elsewhere::get)));
    }
}
