package dev.tollgate.fake;

import dev.tollgate.jwt.IssuerKeySet;
import dev.tollgate.jwt.TestIssuer;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A key set that changes when a test says so; a change is noticed when somebody wants a younger one. */
@IfBuildProperty(name = WithoutStore.SETTING, stringValue = WithoutStore.NONE, enableIfMissing = true)
@Singleton
@Alternative
@Priority(1)
public class InMemoryKeySet implements IssuerKeySet {
    private @Nullable Document document;
    private @Nullable Document next;
    private int reads;

    /** The keys from now on. */
    public void publish(TestIssuer... issuers) {
        document = new Document(TestIssuer.keySet(issuers));
    }

    /** The keys that nobody has read yet. */
    public void rotateTo(TestIssuer... issuers) {
        next = new Document(TestIssuer.keySet(issuers));
    }

    /** The issuer fails, and nobody has read its keys. */
    public void down() {
        document = null;
    }

    /** How often somebody wanted a younger one. */
    public int reads() {
        return reads;
    }

    @Override
    public Document current() {
        if (document == null) {
            throw new GatewayException(ErrorKind.ISSUER_UNAVAILABLE, "The issuer does not answer.");
        }
        return document;
    }

    @Override
    public Document youngerThan(Duration age) {
        reads++;
        document = next == null ? document : next;
        return current();
    }
}
