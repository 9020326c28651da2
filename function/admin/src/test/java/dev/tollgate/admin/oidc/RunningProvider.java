package dev.tollgate.admin.oidc;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** The identity provider of a server under test, which starts first: the server's settings name it. */
public final class RunningProvider implements QuarkusTestResourceLifecycleManager {
    private @Nullable IdentityProvider provider;

    /** Without Node there is no provider, and the server has none. */
    @Override
    public Map<String, String> start() {
        try {
            provider = IdentityProvider.start();
            return Map.of(
                    "tollgate.admin.oidc.issuer",
                    provider.issuer(),
                    "tollgate.admin.oidc.client-id",
                    "tollgate",
                    "tollgate.admin.oidc.client-secret",
                    IdentityProvider.CLIENT_SECRET,
                    "tollgate.admin.oidc.url",
                    IdentityProvider.SERVER,
                    "tollgate.admin.oidc.roles.admin",
                    "platform");
        } catch (TestAbortedException notInstalled) {
            return Map.of();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(provider, new TestInjector.MatchesType(IdentityProvider.class));
    }

    @Override
    public void stop() {
        if (provider != null) {
            provider.close();
        }
    }
}
