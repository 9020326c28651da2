package dev.tollgate.fake;

import dev.tollgate.provider.ProviderCatalog;
import dev.tollgate.provider.ProviderKind;
import io.quarkus.arc.All;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The environment variables that a test's catalogue sees, instead of those of the process that runs the tests. */
@Singleton
public class InMemoryEnvironment {
    private final Map<String, String> variables = new ConcurrentHashMap<>();

    /** Sets a variable. */
    public void set(String name, String value) {
        variables.put(name, value);
    }

    /** Forgets all variables. */
    public void clear() {
        variables.clear();
    }

    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    ProviderCatalog providerCatalog(@All List<ProviderKind> kinds) {
        return new ProviderCatalog(kinds.stream().map(ProviderKind::kind).collect(Collectors.toSet()), variables);
    }
}
